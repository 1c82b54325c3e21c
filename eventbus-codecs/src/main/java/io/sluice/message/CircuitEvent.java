package io.sluice.message;

/** What all nodes hear of something outside, so that not each has to find it out. */
public sealed interface CircuitEvent extends Message {

  Topic<CircuitChanged> CIRCUIT_CHANGED = new Topic<>("sluice.circuit-changed",
      CircuitChanged.class);

  /**
   * It is left alone from now on, or asked again.
   *
   * @param why it is left alone; empty where nobody knows
   */
  record CircuitChanged(String name, boolean open, String why) implements CircuitEvent {}
}
