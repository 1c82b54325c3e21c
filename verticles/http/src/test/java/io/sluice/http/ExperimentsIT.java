package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AbRouting.ChangeExperiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What experiments have shown, and their switch. */
class ExperimentsIT extends OnOwnGateway {
  @Test
  void theyAreToldAsTheyAre() throws Exception {
    var one = Gateway.json(gateway.get("/v1/experiments").body()).at("/experiments/0");

    assertEquals("rating", one.path("metric").asText(), one::toString);
    assertEquals("2026-01-31T10:00:00Z", one.path("since").asText());
    assertEquals(0.1, one.path("smallestEffect").asDouble());
    assertEquals("{\"metric\":\"rating\",\"n\":3,\"mean\":4.0,\"low\":3.5,\"high\":4.5,"
        + "\"difference\":{\"estimate\":0.5,\"low\":0.25,\"high\":0.75,\"relative\":false,"
        + "\"decided\":true}}", one.at("/variants/1/metrics/0").toString());
    assertEquals(397, one.at("/variants/1/needed").asInt());
    assertTrue(one.at("/variants/0/needed").isNull());
    assertEquals("{\"p\":1.0,\"wrong\":false}", one.path("split").toString());
    assertEquals("{\"finding\":\"too_early\",\"variant\":null,\"english\":\"Too early.\","
        + "\"korean\":\"아직 이릅니다.\"}", one.path("verdict").toString());
  }

  @Test
  void whatIsNotNamedStays() throws Exception {
    assertEquals(200, gateway.post("/v1/experiments/length", "{\"on\": false}").statusCode());
    assertEquals(new ChangeExperiment("length", false, null), gateway.actors.changes.take());
    var changed = gateway.post("/v1/experiments/length", "{\"share\": 0.2}");
    assertEquals(new ChangeExperiment("length", null, 0.2), gateway.actors.changes.take());
    assertEquals("length", Gateway.json(changed.body()).path("name").asText());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{} | on", "{\"on\": \"no\"} | on",
      "{\"on\": null, \"share\": null} | on", "{\"share\": 1.5} | share",
      "{\"share\": -0.1} | share", "{\"share\": \"0.5\"} | share",
      "{\"on\": true, \"ramp\": {}} | ramp"})
  void whatIsWrongIsToldByItsPathAndChangesNothing(String body, String field) throws Exception {
    var response = gateway.post("/v1/experiments/length", body);

    assertEquals(400, response.statusCode(), response.body());
    assertEquals(field, Gateway.error(response).path("param").asText());
    assertTrue(gateway.actors.changes.isEmpty());
  }

  @Test
  void oneThatThereIsNotIsNotFound() throws Exception {
    var response = gateway.post("/v1/experiments/%ED%9C%B4", "{\"on\": true}");

    assertEquals(404, response.statusCode());
    assertEquals("휴", gateway.actors.changes.take().name());
  }
}
