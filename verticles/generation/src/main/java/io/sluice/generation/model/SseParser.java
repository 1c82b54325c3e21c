package io.sluice.generation.model;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads server-sent events from bytes, however they are cut: in the middle of a line break, of a
 * character, of anything. Lines end with CR, LF or both; comments, ids and retry times are passed over,
 * and so is an event without data, or one that is not ended by an empty line.
 *
 * <p>A line is decoded when it is whole, so no character is ever split. Bounded: what an event holds
 * together may have so many bytes and no more.
 */
final class SseParser {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final int most;
  private final Consumer<SseEvent> events;
  private final Line line = new Line();
  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private boolean hasData;
  private boolean afterCarriageReturn;
  private boolean first = true;
  private int held;

  /**
   * A parser at the beginning of a stream.
   *
   * @param most the most bytes that an event, or a line, may have
   */
  SseParser(int most, Consumer<SseEvent> events) {
    this.most = most;
    this.events = events;
  }

  /** More than an event may hold was sent. */
  static final class TooLong extends Exception {
    private static final long serialVersionUID = 1;

    TooLong(int most) {
      super("sent an event of more than " + most + " bytes");
    }
  }

  /** Reads on; hands each event that is complete by now to the consumer, in order. */
  void read(Buffer part) throws TooLong {
    var bytes = part.getBytes();
    var from = 0;
    for (var at = 0; at < bytes.length; at++) {
      var b = bytes[at];
      if (b == '\n' && afterCarriageReturn) {
        afterCarriageReturn = false;
        from = at + 1;
      } else if (b == '\n' || b == '\r') {
        hold(bytes, from, at);
        from = at + 1;
        afterCarriageReturn = b == '\r';
        endLine();
      } else {
        afterCarriageReturn = false;
      }
    }
    hold(bytes, from, bytes.length);
  }

  private void hold(byte[] bytes, int from, int to) throws TooLong {
    held += to - from;
    if (held > most) {
      throw new TooLong(most);
    }
    line.write(bytes, from, to - from);
  }

  private void endLine() {
    var text = line.take();
    if (first) {
      first = false;
      text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
    if (text.isEmpty()) {
      endEvent();
    } else {
      field(text);
    }
  }

  private void field(String text) {
    var colon = text.indexOf(':');
    var name = colon < 0 ? text : text.substring(0, colon);
    var value = colon < 0 ? "" : text.substring(colon + (text.startsWith(" ", colon + 1) ? 2 : 1));
    if (name.equals("data")) {
      data.append(hasData ? "\n" : "").append(value);
      hasData = true;
    } else if (name.equals("event")) {
      type = value;
    } else if (!hasData && type.isEmpty()) {
      held = 0; // a comment between events, of which there may be any number
    }
  }

  private void endEvent() {
    var event = hasData ? new SseEvent(type, data.toString()) : null;
    data.setLength(0);
    hasData = false;
    type = "";
    held = 0;
    if (event != null) {
      events.accept(event);
    }
  }

  /** The bytes of a line so far. */
  private static final class Line extends ByteArrayOutputStream {

    String take() {
      var text = new String(buf, 0, count, StandardCharsets.UTF_8);
      reset();
      return text;
    }
  }
}
