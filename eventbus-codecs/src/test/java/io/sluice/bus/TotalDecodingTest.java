package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.sluice.fuzzing.Fuzz;
import io.sluice.fuzzing.Mutations;
import io.sluice.fuzzing.Pick;
import io.sluice.fuzzing.Suite;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Ingestion.SourceFound;
import io.sluice.message.Message;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.Left;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, decoding gives a message: an asker would wait for one that threw. */
class TotalDecodingTest {
  private static final long MOST_MEMORY = 16 << 20;
  private static final List<byte[]> EXAMPLES = Examples.all().stream()
      .map(example -> Wire.encode(example).getBytes()).toList();
  private static final List<Message> RECORDS = Examples.all().stream()
      .filter(example -> !(example instanceof Batch)).toList();
  private static final List<Integer> TYPES = List.copyOf(TypeTable.all().keySet());

  /**
   * What is a message after all can be sent on, and is the same at every node from the next one on: half
   * a surrogate pair is replaced on the way.
   */
  @Test
  @Timeout(300)
  void anyBytesGiveAMessageThatCanBeSentOn() {
    Fuzz.each(Suite.WIRE, random -> {
      var bytes = bytes(random);
      var before = allocated();
      var message = decode(bytes);
      var codec = new WireCodec();
      codec.decodeFromWire(random.nextInt(bytes.length + 4), Buffer.buffer(bytes));
      assertTrue(allocated() - before < MOST_MEMORY,
          () -> "takes memory: " + HexFormat.of().formatHex(bytes));
      if (!(message instanceof Undecodable)) {
        var next = Wire.decode(Wire.encode(message));
        assertEquals(message.getClass(), next.getClass(), () -> HexFormat.of().formatHex(bytes));
        assertEquals(next, Wire.decode(Wire.encode(next)), () -> HexFormat.of().formatHex(bytes));
      }
    });
  }

  @Test
  void everyPrefixOfAMessageGivesAMessage() {
    for (var example : EXAMPLES) {
      for (var length = 0; length < example.length; length++) {
        decode(Arrays.copyOf(example, length));
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({//
      "a byte string of 2 GB, 5a7fffffff", "a byte string of 8 EB, 5b7fffffffffffffff",
      "a byte string of minus one, 5bffffffffffffffff", "a text of 2 GB, 7a7fffffff",
      "a text of 8 EB, 7b7fffffffffffffff", "an array of 2 G, 9a7fffffff",
      "an array of 8 E, 9b7fffffffffffffff", "a map of 2 G, ba7fffffff",
      "a big number of 2 GB, c25a7fffffff", "a chunked byte string, 5f5a7fffffff"})
  void aHugeDeclaredLengthTakesNoMemory(String what, String cbor) {
    var types = List.of(SourceFound.class, Embedded.class, Embed.class, AskQuestion.class);
    var fields = List.of("content", "vectors", "texts", "k");
    for (var i = 0; i < types.size(); i++) {
      var bytes = header(types.get(i)).appendByte((byte) 0xbf).appendByte((byte) 0x78)
          .appendByte((byte) fields.get(i).length()).appendString(fields.get(i))
          .appendBytes(HexFormat.of().parseHex(cbor));

      var before = allocated();
      assertInstanceOf(Undecodable.class, Wire.decode(bytes));
      assertTrue(allocated() - before < MOST_MEMORY, what + " takes memory");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"81", "9f", "a1", "bf6161", "c2", "d9d9f7", "5f", "7f"})
  void deepNestingIsUndecodable(String opening) {
    var bytes = header(Left.class).appendByte((byte) 0xbf)
        .appendBytes(HexFormat.of().parseHex("6161"))
        .appendBytes(HexFormat.of().parseHex(opening.repeat(20_000)));

    assertInstanceOf(Undecodable.class, Wire.decode(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 2})
  void anEventOfABrokenLengthInABatchIsUndecodable(int length) {
    var bytes = header(Batch.class).appendLong(1).appendByte((byte) 0)
        .appendUnsignedShort(TypeTable.idOf(io.sluice.message.AnswerEvent.Token.class))
        .appendInt(length).appendString("x");

    assertInstanceOf(Undecodable.class, Wire.decode(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 1, 2, 5})
  void aBrokenLengthBeforeAMessageIsUndecodable(int length) {
    var buffer = Buffer.buffer("before").appendInt(length)
        .appendBytes(new byte[]{Wire.VERSION, 0, 25, 0});

    assertInstanceOf(Undecodable.class, new WireCodec().decodeFromWire(6, buffer));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 100})
  void aMessageWithoutItsLengthIsUndecodable(int at) {
    assertInstanceOf(Undecodable.class, new WireCodec().decodeFromWire(at, Buffer.buffer("abc")));
  }

  private static byte[] bytes(Random random) throws IOException {
    return switch (random.nextInt(8)) {
      case 0 -> Pick.noise(random, random.nextInt(64));
      case 1 -> noiseBehindAHeader(random);
      case 2 -> truncated(random);
      case 3, 4 -> Mutations.ofBytes(Pick.one(random, EXAMPLES), random);
      case 5 -> ofAnotherType(random);
      default -> otherFields(random);
    };
  }

  /** The record of one message under the number of another. */
  private static byte[] ofAnotherType(Random random) {
    return Buffer.buffer(Pick.one(random, EXAMPLES).clone())
        .setUnsignedShort(1, Pick.one(random, TYPES)).getBytes();
  }

  /** Well-formed CBOR whose fields are other than they should be: of another type, nested, missing. */
  private static byte[] otherFields(Random random) throws IOException {
    var message = Pick.one(random, RECORDS);
    var fields = (ObjectNode) CborMapper.INSTANCE.readTree(Wire.toCbor(message));
    for (var times = 1 + random.nextInt(3); times > 0; times--) {
      change(fields, random);
    }
    return Wire.encode(message).slice(0, 3).copy()
        .appendBytes(CborMapper.INSTANCE.writeValueAsBytes(fields)).getBytes();
  }

  private static void change(ObjectNode fields, Random random) {
    var places = new ArrayList<ObjectNode>(List.of(fields));
    fields.forEach(child -> {
      if (child instanceof ObjectNode object) {
        places.add(object);
      }
      child.forEach(below -> {
        if (below instanceof ObjectNode object) {
          places.add(object);
        }
      });
    });
    var place = Pick.one(random, places);
    var names = place.properties().stream().map(Map.Entry::getKey).toList();
    if (names.isEmpty()) {
      place.put("later", 1);
      return;
    }
    var name = Pick.one(random, names);
    switch (random.nextInt(14)) {
      case 0 -> place.remove(name);
      case 1 -> place.putNull(name);
      case 2 -> place.put(name, random.nextLong());
      case 3 -> place.put(name, random.nextInt(5) - 2);
      case 4 ->
        place.put(name, Pick.one(random, List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300,
            -0.0, 0.5)));
      case 5 -> place.put(name, BigInteger.ONE.shiftLeft(random.nextInt(3000)).negate());
      case 6 -> place.put(name, new BigDecimal("1e" + (random.nextInt(2_000) - 1_000)));
      case 7 -> place.put(name, Pick.one(random, Mutations.ODD_TEXTS));
      case 8 -> place.put(name, random.nextBoolean());
      case 9 -> place.put(name, Pick.noise(random, random.nextInt(40)));
      case 10 -> place.putArray(name).add(place.path(name).deepCopy()).addNull();
      case 11 -> place.putObject(name).set(name, fields.deepCopy());
      case 12 -> place.putArray(name);
      default -> place.set(name, nested(1 << random.nextInt(9)));
    }
  }

  private static JsonNode nested(int depth) {
    var inner = JsonNodeFactory.instance.arrayNode();
    for (var i = 0; i < depth; i++) {
      inner = JsonNodeFactory.instance.arrayNode().add(inner);
    }
    return inner;
  }

  private static byte[] noiseBehindAHeader(Random random) {
    return Buffer.buffer().appendByte(Wire.VERSION)
        .appendUnsignedShort(Pick.one(random, TYPES))
        .appendBytes(Pick.noise(random, random.nextInt(64)))
        .getBytes();
  }

  private static byte[] truncated(Random random) {
    var example = Pick.one(random, EXAMPLES);
    return Arrays.copyOf(example, random.nextInt(example.length));
  }

  private static Message decode(byte[] bytes) {
    try {
      var message = Wire.decode(Buffer.buffer(bytes));
      assertNotNull(message);
      return message;
    } catch (Throwable e) {
      throw new AssertionError("decoding threw on " + HexFormat.of().formatHex(bytes), e);
    }
  }

  private static Buffer header(Class<? extends Message> type) {
    return Buffer.buffer().appendByte(Wire.VERSION).appendUnsignedShort(TypeTable.idOf(type));
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
