package io.sluice.generation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.fuzzing.Fuzz;
import io.sluice.fuzzing.Mutations;
import io.sluice.fuzzing.Pick;
import io.sluice.fuzzing.Suite;
import io.sluice.generation.model.SseParser.TooLong;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
  private static final int MOST = 1000;
  private static final String STREAM = """
      : welcome

      data: 연차는 15일 🏝️ 𠮷

      event: delta
      data: one
      data:two
      data
      data:  three
      id: 7
      retry: 10
      nonsense: 1
      no colon at all

      event: nothing

      : ping
      data: {"a": ": b"}

      data:

      data: cut off""";
  private static final List<SseEvent> EVENTS = List.of(new SseEvent("", "연차는 15일 🏝️ 𠮷"),
      new SseEvent("delta", "one\ntwo\n\n three"), new SseEvent("", "{\"a\": \": b\"}"),
      new SseEvent("", ""));

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesMayEndAnyWay(String end) throws TooLong {
    assertEquals(EVENTS, read(bytes(STREAM.replace("\n", end)), MOST));
  }

  /** A stream of events, the same spoilt, or noise: the same events, or the same refusal. */
  @Test
  void whateverTheBytesAndHoweverTheyAreCutTheEventsAreTheSame() {
    Fuzz.each(Suite.MODEL_EVENTS, random -> {
      var stream = switch (random.nextInt(3)) {
        case 0 -> mixed(random);
        case 1 -> Mutations.ofBytes(mixed(random), random);
        default -> noise(random);
      };
      var most = Pick.onceIn(random, 4) ? 1 + random.nextInt(60) : MOST;

      assertEquals(outcome(stream, most), outcome(stream, most, cuts(random, stream.length)));
    });
  }

  /** Every line ends another way, and none of them means anything else for it. */
  private static byte[] mixed(Random random) {
    var mixed = new StringBuilder();
    STREAM.lines().forEach(
        line -> mixed.append(line).append(Pick.one(random, List.of("\n", "\r\n", "\r"))));
    // What is a CR and then a LF in two lines would be one line break.
    return bytes(mixed.toString().replace("\r\n\n", "\n\n"));
  }

  private static byte[] noise(Random random) {
    var alphabet = bytes("\r\n:data event\u00e9\u2028 {}x\0");
    var stream = new byte[random.nextInt(120)];
    for (var at = 0; at < stream.length; at++) {
      stream[at] = Pick.onceIn(random, 20)
          ? (byte) random.nextInt(256)
          : alphabet[random.nextInt(alphabet.length)];
    }
    return stream;
  }

  /** The events that were told, and whether what came then was too long. */
  private record Outcome(List<SseEvent> events, boolean tooLong) {}

  private static Outcome outcome(byte[] stream, int most, int... cuts) {
    var events = new ArrayList<SseEvent>();
    try {
      read(events, stream, most, cuts);
      return new Outcome(events, false);
    } catch (TooLong e) {
      return new Outcome(events, true);
    }
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws TooLong {
    assertEquals(List.of(new SseEvent("", "x")), read(bytes("\uFEFFdata: x\n\n"), MOST));
  }

  @Test
  void aLineThatIsTooLongIsRefusedBeforeItEnds() {
    assertThrows(TooLong.class, () -> read(bytes("data: " + "x".repeat(MOST)), MOST));
  }

  @Test
  void manyLinesOfOneEventAreTooLongTogether() {
    assertThrows(TooLong.class, () -> read(bytes("data: x\n".repeat(MOST)), MOST));
  }

  @Test
  void eventsAndCommentsTogetherMayBeAsLongAsTheyLike() throws TooLong {
    assertEquals(MOST,
        read(bytes("data: x\n\n: ping\n: ping\n\n".repeat(MOST)), MOST).size());
  }

  private static int[] cuts(Random random, int length) {
    return random.ints(random.nextInt(20), 0, length + 1).sorted().toArray();
  }

  private static List<SseEvent> read(byte[] stream, int most, int... cuts) throws TooLong {
    var events = new ArrayList<SseEvent>();
    read(events, stream, most, cuts);
    return events;
  }

  private static void read(List<SseEvent> events, byte[] stream, int most, int... cuts)
      throws TooLong {
    var parser = new SseParser(most, events::add);
    var from = 0;
    for (var cut : cuts) {
      parser.read(Buffer.buffer(stream).getBuffer(from, cut));
      from = cut;
    }
    parser.read(Buffer.buffer(stream).getBuffer(from, stream.length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
