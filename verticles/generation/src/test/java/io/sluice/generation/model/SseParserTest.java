package io.sluice.generation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  @Test
  void howeverTheBytesAreCutTheEventsAreTheSame() throws TooLong {
    var random = new Random(42);
    for (var i = 0; i < 20_000; i++) {
      var mixed = new StringBuilder();
      STREAM.lines().forEach(line -> mixed.append(line)
          .append(List.of("\n", "\r\n", "\r").get(random.nextInt(3))));
      // What is a CR and then a LF in two lines would be one line break.
      var stream = bytes(mixed.toString().replace("\r\n\n", "\n\n"));
      var whole = read(stream, MOST);

      assertEquals(whole, read(stream, MOST, cuts(random, stream.length)));
    }
  }

  @Test
  void anyBytesAreReadTheSameHoweverTheyAreCut() throws TooLong {
    var random = new Random(7);
    var alphabet = bytes("\r\n:data event\u00e9\u2028 {}x\0");
    for (var i = 0; i < 20_000; i++) {
      var stream = new byte[random.nextInt(120)];
      for (var at = 0; at < stream.length; at++) {
        stream[at] = random.nextInt(20) == 0
            ? (byte) random.nextInt(256)
            : alphabet[random.nextInt(alphabet.length)];
      }

      assertEquals(read(stream, MOST), read(stream, MOST, cuts(random, stream.length)));
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
    var parser = new SseParser(most, events::add);
    var from = 0;
    for (var cut : cuts) {
      parser.read(Buffer.buffer(stream).getBuffer(from, cut));
      from = cut;
    }
    parser.read(Buffer.buffer(stream).getBuffer(from, stream.length));
    return events;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
