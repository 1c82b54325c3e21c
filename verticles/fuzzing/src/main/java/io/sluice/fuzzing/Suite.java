package io.sluice.fuzzing;

/**
 * What is fuzzed, and with how many inputs each time the tests run. {@link Fuzz} counts what was tried, so
 * a suite that stops early fails; a test holds them together to a hundred thousand.
 */
public enum Suite {
  /** What one node sends to another. */
  WIRE(60_000),
  /** A form with a file, cut anywhere. */
  FORM_PARSER(30_000),
  /** What a model provider streams, cut anywhere. */
  MODEL_EVENTS(40_000),
  /** JSON that was good once, to each door that takes it. */
  BODIES(20_000),
  /** Methods, paths, queries and headers. */
  HEADS(8_000),
  /** Requests that the API's description allows, or nearly. */
  DESCRIBED(16_000),
  /** Forms through the front door. */
  FORMS(3_000),
  /** Frames and messages, and floods of them. */
  WEB_SOCKETS(10_000),
  /** What is not even HTTP, each on a connection of its own. */
  CONNECTIONS(2_000),
  /** All of it, before the real actors. */
  WHOLE_GATEWAY(1_500);

  private final int inputs;

  Suite(int inputs) {
    this.inputs = inputs;
  }

  /** How many there are to be, before they are multiplied. */
  public int inputs() {
    return inputs;
  }
}
