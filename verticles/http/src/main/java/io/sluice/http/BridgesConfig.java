package io.sluice.http;

import io.sluice.strictjson.Check;

/**
 * Which doors stand open for the event bus' clients in other languages.
 *
 * @param sockjs whether {@code /eventbus} is served
 * @param tcpPort the port of the TCP bridge; 0 for none
 */
public record BridgesConfig(boolean sockjs, int tcpPort) {
  public static final BridgesConfig NONE = new BridgesConfig(false, 0);

  public BridgesConfig {
    Check.range("tcp-port", tcpPort, 0, 65_535);
  }
}
