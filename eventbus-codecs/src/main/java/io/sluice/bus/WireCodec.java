package io.sluice.bus;

import io.sluice.message.Message;
import io.sluice.message.Refusal.Undecodable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Plugs {@link Wire} into the event bus. Within a node the record itself is handed over. */
final class WireCodec implements MessageCodec<Message, Message> {
  static final String NAME = "sluice";

  @Override
  public void encodeToWire(Buffer buffer, Message message) {
    var bytes = Wire.encode(message);
    buffer.appendInt(bytes.length()).appendBuffer(bytes);
  }

  @Override
  public Message decodeFromWire(int pos, Buffer buffer) {
    var left = buffer.length() - pos - Integer.BYTES;
    if (left < 0) {
      return new Undecodable("a message without its length");
    }
    var length = buffer.getInt(pos);
    if (length < 0 || length > left) {
      return new Undecodable("a message of " + length + " bytes came with " + left);
    }
    var start = pos + Integer.BYTES;
    return Wire.decode(buffer.slice(start, start + length));
  }

  @Override
  public Message transform(Message message) {
    return message;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
