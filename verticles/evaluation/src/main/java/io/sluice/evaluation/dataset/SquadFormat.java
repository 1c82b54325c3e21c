package io.sluice.evaluation.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON file as SQuAD and KorQuAD have them. Each paragraph is a document, called by the numbers of
 * its article and of itself, as {@code 3.1}; it answers the questions that were asked on it.
 */
final class SquadFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private SquadFormat(Path file) {
    this.file = file;
  }

  static Dataset read(String name, Path file) throws IOException {
    var format = new SquadFormat(file);
    var questions = new ArrayList<Question>();
    var impossible = new int[1];
    format.eachParagraph((paragraph, at) -> {
      var qas = paragraph.node().path("qas");
      for (var i = 0; i < qas.size(); i++) {
        var qa = qas.get(i);
        if (qa.path("is_impossible").asBoolean()) {
          impossible[0]++;
        } else {
          var where = at + ".qas[" + i + "]";
          questions.add(new Question(qa.path("id").asText(String.valueOf(questions.size() + 1)),
              format.text(qa, "question", where), Map.of(paragraph.id(), 1)));
        }
      }
    });
    var notes = impossible[0] == 0
        ? List.<String>of()
        : List.of(impossible[0] + " questions are left out: they have no answer by design");
    return Assembly.of(name, Format.SQUAD, format::documents, questions, notes);
  }

  private void documents(Documents.Sink sink) throws IOException {
    eachParagraph((paragraph, at) -> sink.take(new Document.Text(paragraph.id(),
        paragraph.title(), text(paragraph.node(), "context", at))));
  }

  /** One paragraph with what its article says of it. */
  private record Paragraph(String id, String title, JsonNode node) {}

  @FunctionalInterface
  private interface Sink {
    void take(Paragraph paragraph, String at) throws IOException;
  }

  /** One article is in memory at a time: its title may come after its paragraphs. */
  private void eachParagraph(Sink sink) throws IOException {
    try (var parser = JSON.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadDataset(file + ": is not an object with \"data\"");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var isData = "data".equals(parser.currentName());
        if (parser.nextToken() != JsonToken.START_ARRAY || !isData) {
          parser.skipChildren();
          continue;
        }
        for (var i = 0; parser.nextToken() == JsonToken.START_OBJECT; i++) {
          article(parser.readValueAsTree(), i, sink);
        }
      }
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new BadDataset(file,
          at == null ? "somewhere" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
          "is not JSON from here on");
    }
  }

  private void article(JsonNode article, int number, Sink sink) throws IOException {
    var paragraphs = article.path("paragraphs");
    var at = "data[" + number + "].paragraphs";
    if (!paragraphs.isArray()) {
      throw new BadDataset(file, at, "is missing or not a list");
    }
    var title = article.path("title").asText("").replace('_', ' ');
    for (var j = 0; j < paragraphs.size(); j++) {
      sink.take(new Paragraph((number + 1) + "." + (j + 1), title, paragraphs.get(j)),
          at + "[" + j + "]");
    }
  }

  private String text(JsonNode node, String field, String at) throws BadDataset {
    var value = node.path(field);
    if (!value.isTextual()) {
      throw new BadDataset(file, at + "." + field, "is missing or not text");
    }
    return value.textValue();
  }
}
