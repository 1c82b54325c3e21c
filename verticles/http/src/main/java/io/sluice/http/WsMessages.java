package io.sluice.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Puts the frames of a connection together to messages. By hand, since Vert.x loses a message whose first
 * frame is empty, and all that come after it. Confined to the connection's event loop.
 */
final class WsMessages {
  private final int most;
  private final Taker taker;
  private Buffer held = Buffer.buffer();
  private boolean isText;

  /** Takes what came. */
  interface Taker {

    void text(String message);

    void binary();

    /** There was more than a message may have; what comes now is of no use. */
    void tooLong();
  }

  /**
   * Messages from the beginning of a connection.
   *
   * @param most the most bytes that one may have
   */
  WsMessages(int most, Taker taker) {
    this.most = most;
    this.taker = taker;
  }

  /** The next frame; what belongs to the protocol alone may stand between those of a message. */
  void take(WebSocketFrame frame) {
    if (frame.isText() || frame.isBinary()) {
      isText = frame.isText();
      add(frame);
    } else if (frame.isContinuation()) {
      add(frame);
    }
  }

  private void add(WebSocketFrame frame) {
    var content = frame.binaryData();
    if (content.length() > most - held.length()) {
      held = Buffer.buffer();
      taker.tooLong();
      return;
    }
    held.appendBuffer(content);
    if (frame.isFinal()) {
      var message = held;
      held = Buffer.buffer();
      if (isText) {
        taker.text(message.toString(StandardCharsets.UTF_8));
      } else {
        taker.binary();
      }
    }
  }
}
