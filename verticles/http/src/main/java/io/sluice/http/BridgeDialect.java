package io.sluice.http;

/** How the clients of a bridge spell what they are sent, where the two bridges differ. */
enum BridgeDialect {
  SOCKJS("rec", false),
  TCP("message", true);

  private final String reply;
  private final boolean pongs;

  BridgeDialect(String reply, boolean pongs) {
    this.reply = reply;
    this.pongs = pongs;
  }

  /** The type of a frame with a reply. */
  String reply() {
    return reply;
  }

  /** Whether a ping is answered; SockJS' clients would wonder. */
  boolean pongs() {
    return pongs;
  }
}
