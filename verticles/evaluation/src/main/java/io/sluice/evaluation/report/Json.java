package io.sluice.evaluation.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.evaluation.Evaluated;
import io.sluice.evaluation.Evaluated.Outcome;
import io.sluice.evaluation.dataset.Question;
import io.sluice.evaluation.measure.Metric;
import io.sluice.evaluation.measure.Scores;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.TreeMap;

/** The numbers in JSON, with those of every question. */
public final class Json {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonGenerator json;
  private final Header header;

  private Json(JsonGenerator json, Header header) {
    this.json = json;
    this.header = header;
  }

  /** Writes all data sets of an evaluation; leaves the writer open. */
  public static void write(Header header, List<Evaluated> all, Writer out) throws IOException {
    var json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (json) {
      new Json(json, header).all(all);
    }
  }

  private void all(List<Evaluated> all) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", header.version());
    json.writeStringField("date", header.date().toString());
    json.writeStringField("command", header.command());
    json.writeNumberField("k", header.k());
    json.writeArrayFieldStart("datasets");
    for (var evaluated : all) {
      dataset(evaluated);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void dataset(Evaluated evaluated) throws IOException {
    json.writeStartObject();
    json.writeStringField("dataset", evaluated.dataset());
    json.writeStringField("format", evaluated.format());
    json.writeNumberField("documents", evaluated.documents());
    json.writeNumberField("passages", evaluated.passages());
    json.writeStringField("chunking", evaluated.chunking());
    json.writeStringField("model", evaluated.model());
    json.writeArrayFieldStart("notes");
    for (var note : evaluated.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("questions");
    for (var question : evaluated.questions()) {
      question(question);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("runs");
    for (var outcome : evaluated.outcomes()) {
      outcome(evaluated, outcome);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void question(Question question) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", question.id());
    json.writeStringField("question", question.text());
    json.writeObjectFieldStart("judgements");
    for (var judgement : new TreeMap<>(question.judgements()).entrySet()) {
      json.writeNumberField(judgement.getKey(), judgement.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void outcome(Evaluated evaluated, Outcome outcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("run", outcome.run().name());
    json.writeStringField("settings", outcome.run().settings());
    json.writeObjectFieldStart("means");
    for (var metric : Metric.values()) {
      json.writeNumberField(metric.label(header.precisionDepth()),
          metric.mean(outcome.scores()));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("latencyMs");
    json.writeNumberField("p50", outcome.latency().p50());
    json.writeNumberField("p99", outcome.latency().p99());
    json.writeNumberField("questions", outcome.latency().questions());
    json.writeEndObject();
    var difference = outcome.difference();
    if (difference != null) {
      json.writeObjectFieldStart("p");
      json.writeNumberField(Metric.NDCG.label(0), difference.ndcg());
      json.writeNumberField(Metric.MRR.label(0), difference.mrr());
      json.writeEndObject();
    }
    json.writeObjectFieldStart("degraded");
    for (var degraded : new TreeMap<>(outcome.degraded()).entrySet()) {
      json.writeNumberField(degraded.getKey(), degraded.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("questions");
    for (var i = 0; i < outcome.scores().size(); i++) {
      scores(evaluated.questions().get(i), outcome.scores().get(i));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void scores(Question question, Scores scores) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", question.id());
    for (var metric : Metric.values()) {
      json.writeNumberField(metric.label(header.precisionDepth()), metric.of(scores));
    }
    if (scores.rank() != null) {
      json.writeNumberField("rank", scores.rank());
    }
    json.writeEndObject();
  }
}
