package io.sluice.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void theHeaderTellsHowToMakeItAgain() throws IOException {
    var json = written();
    assertEquals("sluice eval data", json.path("command").asText());
    assertEquals("2026-01-31T23:00:00Z", json.path("date").asText());
    var dataset = json.path("datasets").path(0);
    assertEquals(5678, dataset.path("passages").asInt());
    assertEquals("minilm", dataset.path("model").asText());
    assertEquals(1, dataset.path("notes").size());
  }

  @Test
  void everyQuestionIsThereWithItsValuesInEachRun() throws IOException {
    var dataset = written().path("datasets").path(0);
    assertEquals("휴가는 | 며칠?", dataset.at("/questions/0/question").asText());
    assertEquals(2, dataset.at("/questions/1/judgements/d3").asInt());
    var lost = dataset.at("/runs/1/questions/0");
    assertEquals("q1", lost.path("id").asText());
    assertEquals(0, lost.path("nDCG@10").asDouble(1));
    assertFalse(lost.has("rank"));
    assertEquals(2, dataset.at("/runs/0/questions/1/rank").asInt());
    assertEquals(3, dataset.at("/runs/0/questions").size());
  }

  @Test
  void runsHaveTheirMeansAndTheirDifference() throws IOException {
    var runs = written().path("datasets").path(0).path("runs");
    assertFalse(runs.path(0).has("p"));
    assertEquals(0.25, runs.at("/1/p/nDCG@10").asDouble());
    assertEquals("alpha=0.5", runs.at("/1/settings").asText());
    assertEquals(2.0 / 3, runs.at("/1/means/MRR").asDouble(), 1e-9);
    assertEquals(20, runs.at("/1/latencyMs/p99").asDouble());
    assertEquals(2, runs.at("/1/degraded/embedding").asInt());
    assertTrue(runs.at("/0/means").has("P@5"));
  }

  private static JsonNode written() throws IOException {
    var text = new StringWriter();
    Json.write(Example.HEADER, List.of(Example.evaluated()), text);
    return new ObjectMapper().readTree(text.toString());
  }
}
