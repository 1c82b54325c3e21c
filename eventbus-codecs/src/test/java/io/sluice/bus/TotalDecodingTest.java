package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Ingestion.SourceFound;
import io.sluice.message.Message;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.Left;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, decoding gives a message: an asker would wait for one that threw. */
class TotalDecodingTest {
  private static final int ROUNDS = 50_000;
  private static final List<byte[]> EXAMPLES = Examples.all().stream()
      .map(example -> Wire.encode(example).getBytes()).toList();
  private static final List<Integer> TYPES = List.copyOf(TypeTable.all().keySet());

  @Test
  void anyBytesGiveAMessage() {
    decodeMany(20_26);
  }

  @Test
  void anyBytesGiveAMessageWithAnotherSeedEachTime() {
    var seed = System.nanoTime();
    System.out.println("TotalDecodingTest seed=" + seed);
    decodeMany(seed);
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
      assertTrue(allocated() - before < 16 << 20, what + " takes memory");
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

  private static void decodeMany(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < ROUNDS; i++) {
      decode(switch (random.nextInt(4)) {
        case 0 -> noise(random);
        case 1 -> noiseBehindAHeader(random);
        case 2 -> truncated(random);
        default -> flipped(random);
      });
    }
  }

  private static byte[] noise(Random random) {
    var bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] noiseBehindAHeader(Random random) {
    return Buffer.buffer().appendByte(Wire.VERSION)
        .appendUnsignedShort(TYPES.get(random.nextInt(TYPES.size()))).appendBytes(noise(random))
        .getBytes();
  }

  private static byte[] truncated(Random random) {
    var example = EXAMPLES.get(random.nextInt(EXAMPLES.size()));
    return Arrays.copyOf(example, random.nextInt(example.length));
  }

  private static byte[] flipped(Random random) {
    var bytes = EXAMPLES.get(random.nextInt(EXAMPLES.size())).clone();
    for (var flips = 1 + random.nextInt(4); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static void decode(byte[] bytes) {
    try {
      Message message = Wire.decode(Buffer.buffer(bytes));
      assertNotNull(message);
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
