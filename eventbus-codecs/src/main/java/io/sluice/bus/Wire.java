package io.sluice.bus;

import io.sluice.message.Message;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message as bytes: version, type number (two bytes), then the record as CBOR, or for a batch of
 * events the binary form of {@link BatchForm}.
 *
 * <p>Decoding is total. An asker whose reply cannot be decoded would wait for ever, since its timer
 * is cancelled before decoding; so whatever the bytes are, a message comes out, if need be
 * {@link Undecodable}.
 *
 * <p>So is encoding: it runs while a connection writes what has queued up, and what it threw there
 * would take the messages behind it along.
 */
public final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  static final byte VERSION = 1;
  private static final int HEADER = 3;

  private Wire() {}

  /** Also of one that cannot be written: then it says so. */
  public static Buffer encode(Message message) {
    try {
      return write(message);
    } catch (RuntimeException e) {
      var type = message.getClass().getSimpleName();
      LOG.error("could not write type={}", type, e);
      return write(new Undecodable(type + " could not be written"));
    }
  }

  private static Buffer write(Message message) {
    var id = TypeTable.idOf(message.getClass());
    var out = Buffer.buffer().appendByte(VERSION).appendUnsignedShort(id);
    return switch (message) {
      case Batch batch -> BatchForm.write(batch, out);
      default -> out.appendBytes(toCbor(message));
    };
  }

  /** Whatever the bytes are. */
  public static Message decode(Buffer bytes) {
    if (bytes.length() < HEADER) {
      return new Undecodable("a message of " + bytes.length() + " bytes has no header");
    }
    if (bytes.getByte(0) != VERSION) {
      return new Undecodable("wire version " + bytes.getByte(0) + " is not known here");
    }
    var id = bytes.getUnsignedShort(1);
    var type = TypeTable.typeOf(id);
    if (type == null) {
      return new Undecodable("message type " + id + " is not known here");
    }
    try {
      return type == Batch.class
          ? BatchForm.read(bytes, HEADER)
          : fromCbor(type, bytes.getBytes(HEADER, bytes.length()));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Undecodable(type.getSimpleName() + " could not be read: " + reason(e));
    }
  }

  static byte[] toCbor(Message message) {
    try {
      return CborMapper.INSTANCE.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <M extends Message> M fromCbor(Class<M> type, byte[] cbor) throws IOException {
    var message = CborMapper.INSTANCE.readValue(cbor, type);
    if (message == null) {
      throw new IOException("null in place of " + type.getSimpleName());
    }
    return message;
  }

  private static String reason(Throwable e) {
    var message = String.valueOf(e.getMessage());
    var line = message.lines().findFirst().orElse("");
    return e.getClass().getSimpleName() + " " + line.substring(0, Math.min(line.length(), 200));
  }
}
