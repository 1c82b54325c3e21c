package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Right;
import io.sluice.message.Insight.FindAnswers;
import io.sluice.message.Insight.FindOverview;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Reply;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What who watches the gateway looks at. */
class WatchingIT extends OnOwnGateway {

  @Test
  void anOverviewHasTheSameFieldsForAllAndForEachMoment() throws Exception {
    var response = gateway.get("/v1/overview");
    assertEquals(200, response.statusCode(), response.body());
    var fields = "\"questions\":3,\"refused\":1,\"ungrounded\":1,\"cached\":1,\"degraded\":2,"
        + "\"p50Ms\":12.5,\"p99Ms\":250.25,\"costUsd\":0.5,\"savedUsd\":0.25,\"topScore\":0.75}";
    assertEquals("{\"from\":\"2026-01-31T10:00:00Z\",\"to\":\"2026-01-31T10:01:30Z\","
        + "\"stepMs\":60000,\"since\":\"2026-01-31T10:00:00Z\",\"totals\":{" + fields
        + ",\"moments\":[{\"at\":\"2026-01-31T10:00:00Z\"," + fields
        + ",{\"at\":\"2026-01-31T10:01:00Z\",\"questions\":0,\"refused\":0,\"ungrounded\":0,"
        + "\"cached\":0,\"degraded\":0,\"p50Ms\":null,\"p99Ms\":null,\"costUsd\":0.0,"
        + "\"savedUsd\":0.0,\"topScore\":null}]}", response.body());
  }

  @Test
  void anOverviewIsOfAnHourWhereNothingElseIsSaid() throws Exception {
    gateway.get("/v1/overview");
    assertEquals(new FindOverview(60), gateway.actors.overviewsAsked.take());
    gateway.get("/v1/overview?minutes=1440");
    assertEquals(new FindOverview(1440), gateway.actors.overviewsAsked.take());
  }

  @Test
  void answersAreListedAsTheyWent() throws Exception {
    var response = gateway.get("/v1/answers");
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("{\"answers\":[{\"id\":\"n.1\",\"at\":\"2026-01-31T10:00:00Z\","
        + "\"requestId\":\"r-1\",\"collection\":\"default\",\"question\":\"휴가는 며칠인가요?\","
        + "\"result\":\"grounded\",\"refusal\":null,\"tier\":\"simple\",\"provider\":\"openai\","
        + "\"model\":\"small\",\"variant\":\"control\",\"cache\":\"exact\","
        + "\"degraded\":[\"rerank\"],\"totalMs\":12.5,\"costUsd\":0.25},"
        + "{\"id\":null,\"at\":\"2026-01-31T10:00:00Z\",\"requestId\":\"r-0\","
        + "\"collection\":\"default\",\"question\":\"q\",\"result\":\"refused\","
        + "\"refusal\":\"gateway.overloaded\",\"tier\":null,\"provider\":null,\"model\":null,"
        + "\"variant\":null,\"cache\":\"none\",\"degraded\":[],\"totalMs\":null,\"costUsd\":0.0}],"
        + "\"next\":\"bmV4dA\"}", response.body());
  }

  @Test
  void whatIsSaidIsAskedFor() throws Exception {
    gateway.get("/v1/answers");
    assertEquals(new FindAnswers(50, null, null, null, null, null, null, null, null, null),
        gateway.actors.answersAsked.take());
    gateway.get("/v1/answers?limit=200&cursor=bmV4dA&result=ungrounded&cache=semantic"
        + "&tier=complex&variant=%EC%A7%A7%EA%B2%8C&degraded=true&slowerThanMs=500.5"
        + "&from=2026-01-31T10:00:00Z&to=2026-01-31T10:00:00.5Z");
    assertEquals(
        new FindAnswers(200, "bmV4dA", "ungrounded", "semantic", "complex", "짧게", true, 500.5,
            Instant.parse("2026-01-31T10:00:00Z"), Instant.parse("2026-01-31T10:00:00.5Z")),
        gateway.actors.answersAsked.take());
  }

  @ParameterizedTest
  @CsvSource({"overview?minutes=4,minutes", "overview?minutes=1441,minutes",
      "overview?minutes=an hour,minutes", "overview?minutes=,minutes", "answers?limit=0,limit",
      "answers?limit=201,limit", "answers?cursor=wrong,cursor", "answers?result=good,result",
      "answers?result=,result", "answers?cache=redis,cache", "answers?degraded=yes,degraded",
      "answers?slowerThanMs=-1,slowerThanMs", "answers?slowerThanMs=NaN,slowerThanMs",
      "answers?slowerThanMs=1e99,slowerThanMs", "answers?from=2026-01-31,from",
      "answers?to=2026-02-30T00:00:00Z,to", "answers?from=%2B99999-01-01T00:00:00Z,from",
      "answers?from=2026-01-31T10:00:01Z&to=2026-01-31T10:00:00Z,from"})
  void whatCannotBeMeantIsToldByItsName(String query, String param) throws Exception {
    var response = gateway.get("/v1/" + query.replace(" ", "%20"));
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(param, Gateway.error(response).path("param").asText());
  }

  @Test
  void whoMayOnlyAskWatchesNothing() throws Exception {
    gateway.actors.door = admit -> admit.right() == Right.ASK
        ? Reply.of(new Admitted("default", List.of(), null, null, null))
        : Reply.refused(new Forbidden("the key lacks the right"));
    assertEquals(403, gateway.get("/v1/overview").statusCode());
    assertEquals(403, gateway.get("/v1/answers").statusCode());
    assertEquals(403, gateway.get("/v1/answers/").statusCode());
    assertNull(gateway.actors.overviewsAsked.poll());
    assertNull(gateway.actors.answersAsked.poll());
    assertEquals(404, gateway.get("/v1/answers/n.1").statusCode());
  }
}
