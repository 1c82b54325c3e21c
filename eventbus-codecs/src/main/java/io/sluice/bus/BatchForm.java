package io.sluice.bus;

import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * A batch of events in binary: {@code last} (8 bytes), {@code ended} (1), then for each event its
 * type number (2), its length (4) and its body. A token's body is its text in UTF-8, any other
 * event's is CBOR. Tokens are what most batches hold; a token costs six bytes and no parsing.
 */
final class BatchForm {
  private static final int TOKEN = TypeTable.idOf(Token.class);

  private BatchForm() {}

  static Buffer write(Batch batch, Buffer out) {
    out.appendLong(batch.last()).appendByte((byte) (batch.ended() ? 1 : 0));
    for (var event : batch.events()) {
      var body = event instanceof Token token
          ? token.text().getBytes(StandardCharsets.UTF_8)
          : Wire.toCbor(event);
      out.appendUnsignedShort(TypeTable.idOf(event.getClass())).appendInt(body.length)
          .appendBytes(body);
    }
    return out;
  }

  static Batch read(Buffer in, int from) throws IOException {
    var last = in.getLong(from);
    var ended = in.getByte(from + 8) != 0;
    var at = from + 9;
    var events = new ArrayList<StreamEvent>();
    while (at < in.length()) {
      var id = in.getUnsignedShort(at);
      var length = in.getInt(at + 2);
      var start = at + 6;
      if (length < 0 || length > in.length() - start) {
        throw new IOException("an event of " + length + " bytes does not fit");
      }
      events.add(event(id, in.getBytes(start, start + length)));
      at = start + length;
    }
    return new Batch(events, last, ended);
  }

  private static StreamEvent event(int id, byte[] body) throws IOException {
    if (id == TOKEN) {
      return new Token(new String(body, StandardCharsets.UTF_8));
    }
    var type = TypeTable.typeOf(id);
    if (type == null || !StreamEvent.class.isAssignableFrom(type)) {
      throw new IOException("event type " + id + " is not known here");
    }
    return Wire.fromCbor(type.asSubclass(StreamEvent.class), body);
  }
}
