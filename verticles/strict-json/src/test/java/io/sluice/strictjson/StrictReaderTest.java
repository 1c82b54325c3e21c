package io.sluice.strictjson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {
  private static final Pattern OWN_WORDS = Pattern
      .compile("[A-Z]{3,}_|Source|Feature|getMax|`|Exception|com\\.|start marker");

  enum Mode {
    USE,
    BYPASS
  }

  record Inner(List<String> tags, LocalDate from) {}

  record Body(String question, Integer k, Double cost, Boolean stream, Mode mode, Inner filters) {
    Body {
      Check.text("question", question, 10);
      if (k != null) {
        Check.range("k", k, 1, 50);
      }
    }
  }

  record Settings(int portNumber, Duration idleTimeout, List<String> names) {}

  @Test
  void aWholeBodyIsRead() {
    var body = read("""
        {"question": "휴가", "k": 3, "cost": 0.5, "stream": true, "mode": "use",
         "filters": {"tags": ["a"], "from": "2026-01-31"}}""");
    assertEquals(new Read<>(new Body("휴가", 3, 0.5, true, Mode.USE,
        new Inner(List.of("a"), LocalDate.of(2026, 1, 31)))), body);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "{}                                             | question        | is required",
      "{\"question\": \"  \"}                         | question        | must not be empty",
      "{\"question\": \"12345678901\"}                | question        | at most 10 characters, not 11",
      "{\"question\": 5}                              | question        | must be a string",
      "{\"question\": true}                           | question        | must be a string",
      "{\"question\": [\"a\"]}                        | question        | must be a string",
      "{\"question\": \"a\", \"k\": \"3\"}            | k               | must be a whole number",
      "{\"question\": \"a\", \"k\": 3.5}              | k               | must be a whole number",
      "{\"question\": \"a\", \"k\": 99999999999}      | k               | must be a whole number from -2147483648 to 2147483647",
      "{\"question\": \"a\", \"k\": 0}                | k               | must be from 1 to 50",
      "{\"question\": \"a\", \"cost\": \"much\"}      | cost            | must be a number",
      "{\"question\": \"a\", \"stream\": \"yes\"}     | stream          | must be true or false",
      "{\"question\": \"a\", \"mode\": \"no\"}        | mode            | must be one of use, bypass",
      "{\"question\": \"a\", \"mode\": 0}             | mode            | must be one of use, bypass",
      "{\"question\": \"a\", \"mode\": \" use\"}      | mode            | must be one of use, bypass",
      "{\"question\": \"a\", \"mode\": \"use\\u0000\"} | mode            | must be one of use, bypass",
      "{\"question\": \"a\", \"nope\": 1}             | nope            | unknown field; known are cost, filters",
      "{\"question\": \"a\", \"filters\": []}         | filters         | must be an object",
      "{\"question\": \"a\", \"filters\": {\"tags\": \"a\"}}    | filters.tags    | must be a list",
      "{\"question\": \"a\", \"filters\": {\"tags\": [\"a\", 1]}} | filters.tags[1] | must be a string",
      "{\"question\": \"a\", \"filters\": {\"from\": \"soon\"}} | filters.from    | must be a date",
      "{\"question\": \"a\", \"\": 1}                 | ''              | unknown field; known are cost",
      "{\"question\": \"\\u00a0\\u200b\\u2068\\u3164\"} | question     | must not be empty",
      "{\"question\": \"a\", \"filters\": {\"x\": 1}}  | filters.x       | unknown field",
      "{\"question\": \"\\ud800\"}                    | question        | half of a surrogate pair",
  })
  void whatIsWrongIsNamedByItsPath(String body, String path, String message) {
    var wrong = assertInstanceOf(Wrong.class, read(body));
    assertEquals(path, wrong.path());
    assertTrue(wrong.message().contains(message), wrong.message());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "stream  | must be true or false", "k       | must be a whole number",
      "cost    | must be a number", "mode    | must be one of use, bypass",
      "filters | must be an object"})
  void aTextWithoutAnythingInItIsNoValueOfAnotherType(String field, String message) {
    for (var text : List.of("", " ", "\\t\\n ")) {
      var wrong = assertInstanceOf(Wrong.class,
          read("{\"question\": \"a\", \"" + field + "\": \"" + text + "\"}"), text);
      assertEquals(field, wrong.path());
      assertTrue(wrong.message().contains(message), wrong.message());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"{", "[]", "null", "5", "{} {}",
      "{\"question\": \"a\", \"question\": \"b\"}", "휴가", "{\"question\": NaN}"})
  void whatIsNoObjectIsRefusedAsAWhole(String body) {
    assertInstanceOf(Wrong.class, read(body));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    var bytes = "{\"question\": \"휴가\"}".getBytes(StandardCharsets.UTF_8);
    bytes[15] = (byte) 0xff;
    var wrong = assertInstanceOf(Wrong.class, StrictReader.ofJson().read(bytes, Body.class));
    assertEquals("the body is not valid UTF-8", wrong.message());
  }

  @Test
  void aBodyNestedTooDeepIsRefused() {
    assertInstanceOf(Wrong.class, read("{\"question\": " + "[".repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void anEmptyBodyIsCalledEmpty(String body) {
    assertEquals(new Wrong<Body>(null, "the body is empty"), read(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"question\": ", "{\"question\": \"a", "{\"question\" 5}",
      "{\"question\": NaN}", "{\"cost\": +1}", "{\"cost\": .5}", "{\"cost\": 01}", "{'a': 1}",
      "{\"question\": \"a\\x\"}", "{\"question\": \"a\nb\"}", "{} {}", "{\"a\": 1,}", "/* */ {}",
      "# x", "{\"question\": \"\\u12\"}", "{\"question\": Infinity}", "nope", "{]", "<a/>"})
  void whatIsNoJsonIsToldWithoutTheParsersOwnWords(String body) {
    var wrong = assertInstanceOf(Wrong.class, read(body));
    assertFalse(OWN_WORDS.matcher(wrong.line()).find(), wrong.line());
    assertTrue(wrong.line().matches(".*\\w{3}.*[^:,(\\s]"), wrong.line());
  }

  @Test
  void whatGoesOverALimitIsToldTheLimit() {
    assertEquals("the body must not be nested deeper than 1000 levels",
        assertInstanceOf(Wrong.class, read("{\"nope\": " + "[".repeat(100_000))).line());
    assertEquals("the body must have at most 1000 digits in a number",
        assertInstanceOf(Wrong.class, read("{\"k\": " + "1".repeat(2000) + "}")).line());
    var name = assertInstanceOf(Wrong.class, read("{\"" + "a".repeat(60_000) + "\": 1}"));
    assertEquals("the body must have at most 50000 characters in a field's name", name.line());
    assertFalse(name.tooLong());
  }

  @Test
  void aTextThatIsTooLongForTheParserIsToldSo() {
    var body = "{\"question\": \"" + "a".repeat(20_000_001) + "\"}";
    assertEquals(
        new Wrong<Body>("question", "must have at most 20000000 characters", true), read(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2026, 1, 31]", "5", "\"2026-01-31T10:00:00Z\"", "\"2026-02-30\"",
      "\"+12026-01-31\"", "\"-026-01-31\"", "\"\"", "\"2026-1-31\"", "\"２０２６-01-31\"", "true"})
  void onlyADayIsADate(String date) {
    assertEquals(new Wrong<Body>("filters.from", "must be a date such as 2026-01-31"),
        read("{\"question\": \"a\", \"filters\": {\"from\": " + date + "}}"));
  }

  @Test
  void aMessageNeverQuotesJavaTypes() {
    var wrong = assertInstanceOf(Wrong.class, read("{\"question\": {\"a\": 1}}"));
    assertEquals("question: must be a string", wrong.line());
  }

  @Test
  void configurationTakesNumbersAsTextAndDurationsWithUnits() throws Exception {
    var tree = new ObjectMapper()
        .readTree("{\"port-number\": \"8080\", \"idle-timeout\": \"250ms\", \"names\": \"a\"}");
    assertEquals(new Read<>(new Settings(8080, Duration.ofMillis(250), List.of("a"))),
        StrictReader.ofConfiguration().read(tree, Settings.class));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "{\"port-number\": \"x\", \"idle-timeout\": \"1s\", \"names\": []} | port-number  | must be a whole number",
      "{\"port-number\": 1, \"idle-timeout\": \"soon\", \"names\": []}   | idle-timeout | must be a duration such as",
      "{\"port-number\": 1, \"names\": []}                               | idle-timeout | is required",
      "{\"port-number\": 1, \"idle-timeout\": \"1s\", \"names\": [], \"prot\": 1} | prot | unknown field",
  })
  void aWrongKeyOfTheConfigurationIsNamed(String text, String path, String message)
      throws Exception {
    var wrong = assertInstanceOf(Wrong.class,
        StrictReader.ofConfiguration().read(new ObjectMapper().readTree(text), Settings.class));
    assertEquals(path, wrong.path());
    assertTrue(wrong.message().contains(message), wrong.message());
  }

  private static Parsed<Body> read(String body) {
    return StrictReader.ofJson().read(body.getBytes(StandardCharsets.UTF_8), Body.class);
  }
}
