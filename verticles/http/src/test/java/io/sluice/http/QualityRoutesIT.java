package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How good answers are, over HTTP. */
class QualityRoutesIT extends OnOwnGateway {
  @Test
  void aMeasureIsGoodOrBadOnlyWhereThatCanBeSaid() throws Exception {
    var found = Gateway.json(gateway.get("/v1/quality").body());

    assertEquals(3_600_000, found.path("windowMs").asLong());
    assertEquals("{\"name\":\"grounded\",\"english\":\"answers that their sources bear out\","
        + "\"korean\":\"출처가 뒷받침하는 답변\",\"value\":0.5,\"count\":60,\"threshold\":0.8,"
        + "\"state\":\"bad\",\"since\":\"2026-01-31T10:00:00Z\"}",
        found.at("/measures/0").toString());
    assertEquals("good", found.at("/measures/1/state").asText());
    for (var unknown = 2; unknown <= 4; unknown++) {
      assertEquals("unknown", found.at("/measures/" + unknown + "/state").asText());
    }
    assertEquals("{\"at\":\"2026-01-31T10:00:00Z\",\"measure\":\"grounded\",\"state\":\"bad\","
        + "\"value\":0.75,\"threshold\":0.8}", found.at("/alerts/0").toString());
  }

  @Test
  void theReportIsOfTheDayThatIsNamedOrOfToday() throws Exception {
    var report = Gateway.json(gateway.get("/v1/quality/report?day=2026-01-31").body());

    assertEquals(LocalDate.of(2026, 1, 31), gateway.actors.reportsAsked.take().day());
    assertEquals("{\"count\":3,\"mean\":4.5}", report.path("ratings").toString());
    assertEquals(0.125, report.path("precisionAt3").asDouble());
    assertEquals("여섯.", report.path("korean").asText());
    var before = LocalDate.now(ZoneOffset.UTC);
    gateway.get("/v1/quality/report");
    var asked = gateway.actors.reportsAsked.take().day();
    assertEquals(asked.isBefore(before) ? before : asked, asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-02-30", "", "%EC%98%A4%EB%8A%98"})
  void aDayThatIsNoneIsTold(String day) throws Exception {
    var response = gateway.get("/v1/quality/report?day=" + day);
    assertEquals(400, response.statusCode());
    assertEquals("day", Gateway.error(response).path("param").asText());
  }
}
