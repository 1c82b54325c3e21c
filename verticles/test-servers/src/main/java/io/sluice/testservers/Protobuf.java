package io.sluice.testservers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The fields of a message of Protocol Buffers, by their numbers, in their order. */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final List<Field> fields = new ArrayList<>();

  private record Field(int number, long value, ByteBuffer bytes) {}

  Protobuf(ByteBuffer message) {
    var in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      var tag = varint(in);
      fields.add(field((int) (tag >> 3), (int) (tag & 7), in));
    }
  }

  private static Field field(int number, int type, ByteBuffer in) {
    return switch (type) {
      case VARINT -> new Field(number, varint(in), NOTHING);
      case FIXED64 -> new Field(number, in.getLong(), NOTHING);
      case FIXED32 -> new Field(number, in.getInt(), NOTHING);
      case BYTES -> {
        var length = Math.toIntExact(varint(in));
        var bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        yield new Field(number, 0, bytes);
      }
      default -> throw new IllegalArgumentException("no such wire type: " + type);
    };
  }

  private static long varint(ByteBuffer in) {
    var value = 0L;
    for (var shift = 0;; shift += 7) {
      var next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  boolean has(int number) {
    return fields.stream().anyMatch(field -> field.number() == number);
  }

  List<Protobuf> all(int number) {
    return fields.stream().filter(field -> field.number() == number)
        .map(field -> new Protobuf(field.bytes())).toList();
  }

  /** The message that is there once; one without fields where it is not. */
  Protobuf one(int number) {
    return new Protobuf(bytes(number));
  }

  String text(int number) {
    return StandardCharsets.UTF_8.decode(bytes(number)).toString();
  }

  String hex(int number) {
    var bytes = new byte[bytes(number).remaining()];
    bytes(number).get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** 0 where it is not there. */
  long number(int number) {
    return fields.stream().filter(field -> field.number() == number).mapToLong(Field::value)
        .findFirst().orElse(0);
  }

  private ByteBuffer bytes(int number) {
    return fields.stream().filter(field -> field.number() == number).map(Field::bytes)
        .findFirst().orElse(NOTHING).duplicate();
  }
}
