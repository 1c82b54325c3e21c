package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.fuzzing.Fuzz;
import io.sluice.fuzzing.Mutations;
import io.sluice.fuzzing.Pick;
import io.sluice.fuzzing.Suite;
import io.sluice.strictjson.Check;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartParserTest {
  private static final String TYPE = "multipart/form-data; boundary=";

  /** Keeps what comes. */
  private static final class Kept implements MultipartParser.Parts {
    final List<Map<String, String>> heads = new ArrayList<>();
    final List<byte[]> contents = new ArrayList<>();
    private ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public void begin(Map<String, String> headers) {
      heads.add(headers);
    }

    @Override
    public void content(byte[] bytes, int length) {
      content.write(bytes, 0, length);
    }

    @Override
    public void end() {
      contents.add(content.toByteArray());
      content = new ByteArrayOutputStream();
    }
  }

  @Test
  void partsAreReadWithTheirHeadersAndContents() {
    var kept = parse("b",
        "before it\r\n--b \t\r\nA: 1\r\nb : x: y\r\n\r\none\r\n--b\r\n\r\n\r\n--b--after");
    assertEquals(List.of(Map.of("a", "1", "b ", "x: y"), Map.of()), kept.heads);
    assertEquals(List.of("one", ""), texts(kept));
  }

  /**
   * Forms of the bytes that boundaries are made of, so that much looks like one: nothing is lost or added.
   * The same spoilt: the same parts however it is cut, and then an end or a violation, nothing else.
   */
  @Test
  void whateverTheFormAndHoweverItIsCutItsPartsAreTheSame() {
    Fuzz.each(Suite.FORM_PARSER, random -> {
      var boundary = Pick.one(random, List.of("b", "-", "--", "b-b", "abab", "aab"));
      var contents = new ArrayList<byte[]>();
      for (var part = random.nextInt(4); part >= 0; part--) {
        contents.add(content(random, boundary));
      }
      var form = form(boundary, contents);
      var cut = outcome(boundary, form, random);
      assertEquals("", cut.violation());
      assertEquals(texts(contents), cut.contents());

      var spoilt = Pick.onceIn(random, 10)
          ? Pick.noise(random, random.nextInt(200))
          : Mutations.ofBytes(form, random);
      assertEquals(outcome(boundary, spoilt, null), outcome(boundary, spoilt, random));
    });
  }

  private static byte[] form(String boundary, List<byte[]> contents) {
    var form = new ByteArrayOutputStream();
    for (var content : contents) {
      form.writeBytes(
          ("--" + boundary + "\r\nN: 1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      form.writeBytes(content);
      form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  /** The parts that ended, and what was wrong then; empty where nothing was. */
  private record Outcome(List<Map<String, String>> heads, List<String> contents,
      String violation) {}

  /** Of a form that comes as a whole where nobody says how to cut it. */
  private static Outcome outcome(String boundary, byte[] form, @Nullable Random cuts) {
    var kept = new Kept();
    var violation = "";
    try {
      var parser = new MultipartParser(TYPE + '"' + boundary + '"', kept);
      if (cuts == null) {
        parser.feed(form);
      } else {
        feed(parser, form, cuts);
      }
      parser.end();
    } catch (Check.Violation refused) {
      assertEquals("file", refused.field());
      violation = String.valueOf(refused.getMessage());
    }
    return new Outcome(kept.heads, texts(kept), violation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--b", "--b--", "--b\r\n", "--b\r\nA: 1\r\n\r\nx",
      "--b\r\nA: 1\r\n\r\nx\r\n--b", "--b\r\nA: 1\r\n\r\nx\r\n--b-"})
  void aFormThatIsCutOffIsBroken(String form) {
    if (form.equals("--b--")) {
      assertEquals(List.of(), parse("b", form).contents);
    } else {
      var broken = assertThrows(Check.Violation.class, () -> parse("b", form));
      assertEquals("the form ends before its last boundary", broken.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--bx\r\n\r\n\r\n--b--", "--b-x", "--b\r\nA\r\n\r\n\r\n--b--",
      "--b\r\n: 1\r\n\r\n\r\n--b--", "--b\r\nA: 1\r\nA: 2\r\n\r\n\r\n--b--",
      "--b\r\nA: 1\r\n folded: 2\r\n\r\n\r\n--b--", "--b\r\nA: 1\nB: 2\r\n\r\n\r\n--b--",
      "--b\r\nA: \0\r\n\r\n\r\n--b--"})
  void aBrokenFormIsRefused(String form) {
    assertThrows(Check.Violation.class, () -> parse("b", form));
  }

  @Test
  void headsAndPartsHaveLimits() {
    assertThrows(Check.Violation.class,
        () -> parse("b", "--b\r\nA: " + "x".repeat(9000) + "\r\n\r\n\r\n--b--"));
    assertThrows(Check.Violation.class,
        () -> parse("b", "--b\r\nA: 1\r\n\r\n\r\n".repeat(257) + "--b--"));
    assertEquals(256, parse("b", "--b\r\nA: 1\r\n\r\n\r\n".repeat(256) + "--b--").heads.size());
    assertThrows(Check.Violation.class, () -> parse("b", "--b" + " ".repeat(100) + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "휴", "\"a\tb\"",
      "01234567890123456789012345678901234567890123456789012345678901234567890"})
  void aBoundaryThatIsNoneIsRefused(String boundary) {
    assertThrows(Check.Violation.class,
        () -> new MultipartParser(TYPE + boundary, new Kept()));
  }

  /** The worst content there is for a search that goes back after each miss. */
  @Test
  void aContentOfAlmostBoundariesIsReadInOnePass() {
    var boundary = "-".repeat(69) + "b";
    var content = "\r\n--" + "-".repeat(20_000_000);
    var kept = parse(boundary, "--" + boundary + "\r\nA: 1\r\n\r\n" + content + "\r\n--" + boundary
        + "--");
    assertTrue(texts(kept).getFirst().equals(content));
  }

  private static byte[] content(Random random, String boundary) {
    var tokens = List.of("\r", "\n", "-", "--", boundary, "\r\n--", "\r\n-", "x", "\r\n\r\n",
        boundary.substring(0, boundary.length() / 2));
    var content = new StringBuilder();
    for (var i = 0; i < random.nextInt(40); i++) {
      content.append(tokens.get(random.nextInt(tokens.size())));
    }
    var whole = "\r\n" + content + "\r\n";
    return whole.contains("\r\n--" + boundary)
        ? content(random, boundary)
        : content.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static Kept parse(String boundary, String form) {
    var kept = new Kept();
    var parser = new MultipartParser(TYPE + boundary, kept);
    parser.feed(form.getBytes(StandardCharsets.ISO_8859_1));
    parser.end();
    return kept;
  }

  private static MultipartParser feed(MultipartParser parser, byte[] form, Random random) {
    for (var at = 0; at < form.length;) {
      var to = Math.min(form.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 64));
      parser.feed(Arrays.copyOfRange(form, at, to));
      at = to;
    }
    return parser;
  }

  private static List<String> texts(Kept kept) {
    return texts(kept.contents);
  }

  private static List<String> texts(List<byte[]> contents) {
    return contents.stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).toList();
  }
}
