package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.embedding.EndpointAnswer.OtherDimension;
import io.sluice.embedding.EndpointAnswer.Wrong;
import io.sluice.message.Vector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointAnswerTest {

  @Test
  void vectorsGoWhereTheirIndexSays() throws Exception {
    assertEquals(List.of(Vector.of(1, 0), Vector.of(0.6f, 0.8f)), read(2, """
        {"index": 1, "embedding": [3, 4]}, {"index": 0, "embedding": [0.5, 0]}"""));
  }

  @Test
  void withoutIndexTheyAreInOrder() throws Exception {
    assertEquals(List.of(Vector.of(1, 0), Vector.of(0, 1)), read(2, """
        {"embedding": [2, 0]}, {"embedding": [0, 2]}"""));
  }

  @Test
  void whatIsNotAVectorIsRefused() {
    for (var wrong : List.of("[]", "\"AACAPw==\"", "[1, null]", "[1, \"2\"]", "[1, NaN]",
        "[1, 1e300]", "[1, [2]]", "[0, 0]", "{}", "null")) {
      assertThrows(Wrong.class, () -> read(1, "{\"index\": 0, \"embedding\": " + wrong + "}"),
          wrong);
    }
  }

  @Test
  void anIndexThatIsTakenOrNoneIsRefused() {
    for (var wrong : List.of("0", "2", "-1", "\"1\"", "1.5", "99999999999")) {
      assertThrows(Wrong.class, () -> read(2, "{\"index\": 0, \"embedding\": [1]}, {\"index\": "
          + wrong + ", \"embedding\": [1]}"), wrong);
    }
  }

  @Test
  void anotherCountIsRefused() {
    assertThrows(Wrong.class, () -> read(1, ""));
    assertThrows(Wrong.class, () -> read(1, "{\"embedding\": [1]}, {\"embedding\": [1]}"));
  }

  @Test
  void whatHasNoDataIsRefused() {
    for (var wrong : List.of("[]", "{}", "{\"data\": {}}", "1", "null")) {
      assertThrows(Wrong.class,
          () -> EndpointAnswer.read(wrong.getBytes(StandardCharsets.UTF_8), 1, 0), wrong);
    }
  }

  @Test
  void allHaveTheSameDimension() {
    assertThrows(OtherDimension.class,
        () -> read(2, "{\"embedding\": [1, 2]}, {\"embedding\": [1, 2, 3]}"));
  }

  @Test
  void tokensAreAsTheServerSaysOrNot() throws Exception {
    assertEquals(7, tokens("{\"data\": [{\"usage\": {\"prompt_tokens\": 1}}], \"model\": \"m\","
        + " \"usage\": {\"prompt_tokens\": 7}}"));
    for (var none : List.of("{\"data\": []}", "[]", "{}", "{\"usage\": null}",
        "{\"usage\": {\"prompt_tokens\": null}}")) {
      assertEquals(-1, tokens(none), none);
    }
  }

  private static long tokens(String body) throws Exception {
    return EndpointAnswer.tokens(body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Vector> read(int count, String elements) throws Exception {
    var body = "{\"data\": [" + elements + "], \"usage\": {}}";
    return EndpointAnswer.read(body.getBytes(StandardCharsets.UTF_8), count, 0);
  }
}
