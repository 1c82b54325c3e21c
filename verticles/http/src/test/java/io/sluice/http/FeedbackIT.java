package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Right;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.NoteClick;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Reply;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of answers, which sources are opened, and how an answer came about. */
class FeedbackIT extends OnOwnGateway {
  private static final String GOOD = "{\"answer\": \"n.1\", \"rating\": 4, \"comment\": \"좋아요\"}";
  private static final String CLICK = "{\"answer\": \"n.1\", \"source\": 1}";

  @Test
  void aRatingACommentOrBothAreTaken() throws Exception {
    assertNothingToSay(gateway.post("/v1/feedback", GOOD));
    assertNothingToSay(gateway.post("/v1/feedback", "{\"answer\": \"n.1\", \"rating\": 1}"));
    assertNothingToSay(gateway.post("/v1/feedback", "{\"answer\": \"n.1\", \"comment\": \"a\"}"));
    assertEquals(List.of(new GiveFeedback("n.1", 4, "좋아요"), new GiveFeedback("n.1", 1, null),
        new GiveFeedback("n.1", null, "a")), List.copyOf(gateway.actors.feedback));
  }

  @Test
  void anOpenedSourceIsNoted() throws Exception {
    assertNothingToSay(gateway.post("/v1/clicks", CLICK));
    assertEquals(new NoteClick("n.1", 1), gateway.actors.clicks.take());
  }

  @Test
  void anAnswerIsExplainedWithItsRating() throws Exception {
    var response = gateway.get("/v1/answers/n.1/explain");
    assertEquals(200, response.statusCode());
    var explained = Gateway.json(response.body());
    assertEquals("휴가는 며칠인가요?", explained.path("question").asText());
    assertEquals("2026-01-31T10:00:00Z", explained.path("at").asText());
    assertEquals("search", explained.at("/stages/0/name").asText());
    assertEquals("handbook", explained.at("/passages/0/document").asText());
    assertEquals(4, explained.path("rating").asInt());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"/v1/feedback|{\"answer\":\"n.2\",\"rating\":5}|answer",
      "/v1/clicks|{\"answer\":\"n.2\",\"source\":1}|answer", "/v1/answers/n.2/explain||id"})
  void whatIsSaidOfAnAnswerThatIsNotThereIsNotTaken(String path, String body, String param)
      throws Exception {
    var response = body == null ? gateway.get(path) : gateway.post(path, body);
    assertRefused(response, 404, "caller.not_found", param);
  }

  @Test
  void anotherTenantsAnswerIsNotThere() throws Exception {
    gateway.actors.door = admit -> Reply
        .of(new Admitted("acme", List.of(), null, null, null));
    assertRefused(gateway.post("/v1/feedback", GOOD), 404, "caller.not_found", "answer");
    assertRefused(gateway.post("/v1/clicks", CLICK), 404, "caller.not_found", "answer");
    assertRefused(gateway.get("/v1/answers/n.1/explain"), 404, "caller.not_found", "id");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{}|answer", "{\"answer\":\"\",\"rating\":5}|answer",
      "{\"answer\":7,\"rating\":5}|answer", "{\"answer\":\"n.1\"}|rating",
      "{\"answer\":\"n.1\",\"rating\":0}|rating", "{\"answer\":\"n.1\",\"rating\":6}|rating",
      "{\"answer\":\"n.1\",\"rating\":\"5\"}|rating", "{\"answer\":\"n.1\",\"rating\":4.5}|rating",
      "{\"answer\":\"n.1\",\"rating\":5,\"comment\":\" \"}|comment",
      "{\"answer\":\"n.1\",\"rating\":5,\"comment\":[\"a\"]}|comment",
      "{\"answer\":\"n.1\",\"rating\":5,\"stars\":5}|stars"})
  void wrongFeedbackIsToldByItsPath(String body, String param) throws Exception {
    assertRefused(gateway.post("/v1/feedback", body), 400, "caller.bad_request", param);
    assertNull(gateway.actors.feedback.poll());
  }

  @Test
  void aCommentHasAnEnd() throws Exception {
    var longest = "{\"answer\": \"n.1\", \"comment\": \"" + "가".repeat(2_000) + "%s\"}";
    assertNothingToSay(gateway.post("/v1/feedback", longest.formatted("")));
    assertRefused(gateway.post("/v1/feedback", longest.formatted("가")), 400,
        "caller.bad_request", "comment");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{\"answer\":\"n.1\"}|source", "{\"source\":1}|answer",
      "{\"answer\":\"n.1\",\"source\":0}|source", "{\"answer\":\"n.1\",\"source\":2}|source",
      "{\"answer\":\"n.1\",\"source\":1001}|source",
      "{\"answer\":\"n.1\",\"source\":1,\"x\":1}|x"})
  void aWrongClickIsToldByItsPath(String body, String param) throws Exception {
    assertRefused(gateway.post("/v1/clicks", body), 400, "caller.bad_request", param);
  }

  @Test
  void whoMayOnlyAskMaySayAndOpenButIsNotToldHowAnAnswerCameAbout() throws Exception {
    gateway.actors.door = admit -> admit.right() == Right.ASK
        ? Reply.of(new Admitted("default", List.of(), null, null, null))
        : Reply.refused(new Forbidden("the key lacks the right"));
    assertNothingToSay(gateway.post("/v1/feedback", GOOD));
    assertNothingToSay(gateway.post("/v1/clicks", CLICK));
    assertEquals(403, gateway.get("/v1/answers/n.1/explain").statusCode());
  }

  @Test
  void whoMayNotAskMaySayNothing() throws Exception {
    gateway.actors.door = admit -> Reply.refused(new Forbidden("the key lacks the right"));
    assertEquals(403, gateway.post("/v1/feedback", GOOD).statusCode());
    assertEquals(403, gateway.post("/v1/clicks", CLICK).statusCode());
    assertNull(gateway.actors.feedback.poll());
    assertNull(gateway.actors.clicks.poll());
  }

  private static void assertNothingToSay(HttpResponse<String> response) {
    assertEquals(204, response.statusCode(), response.body());
    assertEquals("", response.body());
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code,
      String param) throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(code, Gateway.error(response).path("code").asText());
    assertEquals(param, Gateway.error(response).path("param").asText());
  }
}
