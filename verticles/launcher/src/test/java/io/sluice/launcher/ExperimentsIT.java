package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments as an operator looks at and switches them, on a gateway that has one. */
class ExperimentsIT {
  @TempDir
  Path folder = Path.of("");

  @Test
  void whatIsSwitchedOffAtTheDoorStaysOffOverARestart() throws Exception {
    try (var gateway = open()) {
      var before = gateway.get("/v1/experiments").at("/experiments/0");
      assertEquals("답변-길이", before.path("name").asText(), before::toString);
      assertTrue(before.path("on").asBoolean());
      assertEquals(0.5, before.path("share").asDouble());
      assertEquals("too_early", before.at("/verdict/finding").asText());
      assertEquals("control", before.at("/variants/0/name").asText());

      assertWrong(gateway, "{}", "on");
      assertWrong(gateway, "{\"on\": 1}", "on");
      assertWrong(gateway, "{\"share\": 2}", "share");
      assertWrong(gateway, "{\"share\": 0.5, \"ramp\": {}}", "ramp");
      assertEquals(404, change(gateway, "nope", "{\"on\": false}").statusCode());
      assertEquals(before, first(gateway), "nothing of it changed anything");

      var changed = change(gateway, "답변-길이", "{\"on\": false, \"share\": 0.25}");
      assertEquals(200, changed.statusCode(), changed.body());
      assertEquals(first(gateway), RunningGateway.JSON.readTree(changed.body()));
      assertOff(gateway);
    }
    try (var gateway = open()) {
      assertOff(gateway);
    }
    assertTrue(audit().contains("POST /v1/experiments/"), audit());
  }

  @Test
  void theCommandListsAndSwitches() throws Exception {
    try (var gateway = open()) {
      var listed = experiments(gateway);
      assertEquals(0, listed.exit(), listed::toString);
      assertTrue(listed.out().matches("(?s).*답변-길이 +on +50\\.0% +0  .*"), listed::toString);
      var english = first(gateway).at("/verdict/english").asText();
      assertTrue(listed.out().contains(english), listed::toString);
      var korean = experiments(gateway, "답변-길이", "--language", "ko").out();
      assertTrue(korean.contains(first(gateway).at("/verdict/korean").asText()), korean);

      var off = experiments(gateway, "답변-길이", "--off", "--share", "0.25");
      assertTrue(off.out().matches("(?s).*답변-길이 +off +25\\.0% .*"), off::toString);
      assertOff(gateway);
      assertTrue(experiments(gateway, "답변-길이", "--on").out().contains(" on "));
      assertTrue(first(gateway).path("on").asBoolean());

      assertEquals(2, experiments(gateway, "--off").exit(), "of which?");
      assertEquals(2, experiments(gateway, "답변-길이", "--on", "--off").exit());
      assertEquals(2, experiments(gateway, "--language", "fr").exit());
      assertEquals(1, experiments(gateway, "nope", "--off").exit());
      assertEquals(1, experiments(gateway, "nope").exit());
    }
  }

  private static void assertOff(RunningGateway gateway) throws Exception {
    assertFalse(first(gateway).path("on").asBoolean());
    assertEquals(0.25, first(gateway).path("share").asDouble());
  }

  private static void assertWrong(RunningGateway gateway, String body, String field)
      throws Exception {
    var response = change(gateway, "답변-길이", body);
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(field,
        RunningGateway.JSON.readTree(response.body()).at("/error/param").asText());
  }

  private static JsonNode first(RunningGateway gateway) throws Exception {
    return gateway.get("/v1/experiments").at("/experiments/0");
  }

  private static HttpResponse<String> change(RunningGateway gateway, String name, String body)
      throws Exception {
    return gateway.send(gateway
        .request("/v1/experiments/"
            + URLEncoder.encode(name, StandardCharsets.UTF_8))
        .header("content-type", "application/json").POST(BodyPublishers.ofString(body)).build());
  }

  private Typed experiments(RunningGateway gateway, String... more) throws Exception {
    var command = new ArrayList<>(List.of("experiments", "--url", gateway.url()));
    command.addAll(List.of(more));
    return Typed.sluice(folder, command.toArray(String[]::new));
  }

  private String audit() throws Exception {
    try (var files = Files.walk(folder.resolve("storage"))) {
      return Files.readString(
          files.filter(file -> file.endsWith("audit.log")).findFirst().orElseThrow());
    }
  }

  private RunningGateway open() throws Exception {
    var config = Files.writeString(folder.resolve("experiments.yaml"), """
        experiments:
          답변-길이:
            metric: rating
            share: 0.5
            variants: {short: {k: 2}}
        sample: {enabled: false}
        """);
    return RunningGateway.start(List.of("--config", config.toString()), folder.resolve("storage"));
  }
}
