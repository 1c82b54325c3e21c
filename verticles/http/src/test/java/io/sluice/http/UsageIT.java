package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Insight.FindUsage;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was used, and what is measured. */
class UsageIT extends OnOwnGateway {
  @Test
  void usageIsAddedUpByTierModelAndDay() throws Exception {
    var usage = Gateway.json(gateway.get("/v1/usage?from=2026-01-30&to=2026-01-31").body());

    assertEquals("{\"questions\":7,\"answered\":4,\"grounded\":3,\"promptTokens\":3010,"
        + "\"completionTokens\":320,\"costUsd\":1.0,\"savedUsd\":1.25}",
        usage.path("total").toString());
    assertEquals("[{\"tier\":\"complex\",\"share\":0.25,\"answers\":1,\"grounded\":0,"
        + "\"costUsd\":0.5,\"savedUsd\":0.0},{\"tier\":\"simple\",\"share\":0.75,\"answers\":3,"
        + "\"grounded\":3,\"costUsd\":0.5,\"savedUsd\":1.25}]", usage.path("tiers").toString());
    assertEquals(2010, usage.at("/models/1/promptTokens").asInt());
    assertEquals("{\"gateway.overloaded\":3}", usage.path("refused").toString());
    assertEquals("{\"cacheUsd\":0.25,\"tierUsd\":1.0}", usage.path("saved").toString());
    assertEquals("[{\"variant\":\"control\",\"answers\":1,\"grounded\":1,\"costUsd\":0.25,"
        + "\"savedUsd\":0.5}]", usage.path("variants").toString());
    assertEquals("[{\"account\":\"key:a\",\"answers\":3,\"costUsd\":0.75},"
        + "{\"account\":\"others\",\"answers\":1,\"costUsd\":0.25}]",
        usage.path("accounts").toString());
    assertEquals("{\"month\":\"2026-01\",\"spentUsd\":1.0,\"expectedUsd\":1.5,\"lowUsd\":1.25,"
        + "\"highUsd\":1.75,\"days\":28}", usage.path("forecast").toString());
    assertEquals("2026-01-30", usage.at("/days/0/day").asText());
    assertEquals(6, usage.at("/days/0/total/questions").asInt());
    assertEquals(1, usage.at("/days/1/total/questions").asInt());
  }

  @Test
  void daysAreTheLastThirtyWhereNoneAreNamed() throws Exception {
    gateway.get("/v1/usage?to=2026-01-31");
    assertEquals(new FindUsage(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 31)),
        gateway.actors.usageAsked.take());
    gateway.get("/v1/usage");
    var asked = gateway.actors.usageAsked.take();
    assertEquals(asked.from().plusDays(29), asked.to());
  }

  @ParameterizedTest
  @CsvSource({"from=yesterday,from", "to=2026-02-30,to", "from=2026-02-02&to=2026-02-01,from",
      "from=,from", "to=%EC%98%A4%EB%8A%98,to"})
  void daysThatAreNoneAreToldApart(String query, String field) throws Exception {
    var response = gateway.get("/v1/usage?" + query);
    assertEquals(400, response.statusCode());
    assertEquals(field, Gateway.error(response).path("param").asText());
  }

  @Test
  void prometheusIsToldWhatIsMeasured() throws Exception {
    var response = gateway.get("/metrics");
    assertEquals(Gateway.METRICS, response.body());
    assertTrue(response.headers().firstValue("content-type").orElse("")
        .startsWith("text/plain; version=0.0.4"));
  }
}
