package io.sluice.evaluation.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code {"question": …, "document": id or [ids]}}. The documents lie beside them, in
 * {@code documents.jsonl} as {@code {"id", "title", "text"}} or as files in the folder
 * {@code documents}; where neither is there, they are in the gateway already.
 */
final class JsonlFormat {
  static final String DOCUMENTS = "documents";

  private JsonlFormat() {}

  static Dataset read(String name, Path file) throws IOException {
    var questions = new ArrayList<Question>();
    Lines.eachObject(file, (line, number) -> {
      var id = line.has("id") ? line.path("id").asText() : String.valueOf(number);
      questions.add(new Question(id, Lines.required(file, number, line, "question"),
          answers(file, number, line)));
    });
    return Assembly.of(name, Format.JSONL, documents(file.resolveSibling(DOCUMENTS)), questions,
        List.of());
  }

  /** None where a question has no answer by design: it says null or []. */
  private static Map<String, Integer> answers(Path file, int number, ObjectNode line)
      throws BadDataset {
    var named = line.path("document");
    if (named.isMissingNode()) {
      throw BadDataset.at(file, number, "\"document\" is missing");
    }
    var answers = new HashMap<String, Integer>();
    for (var id : named.isArray() ? named : List.of(named)) {
      if (id.isTextual() || id.isNumber()) {
        answers.put(id.asText(), 1);
      } else if (!id.isNull()) {
        throw BadDataset.at(file, number, "\"document\" must be an id or a list of ids");
      }
    }
    return answers;
  }

  private static @Nullable Documents documents(Path folder) {
    var file = folder.resolveSibling(DOCUMENTS + ".jsonl");
    if (Files.isRegularFile(file)) {
      return sink -> Lines.eachObject(file,
          (line, number) -> sink.take(new Document.Text(Lines.required(file, number, line, "id"),
              line.path("title").asText(""), Lines.required(file, number, line, "text"))));
    }
    return Files.isDirectory(folder) ? sink -> files(folder, sink) : null;
  }

  private static void files(Path folder, Documents.Sink sink) throws IOException {
    final List<Path> files;
    try (var found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    for (var file : files) {
      sink.take(new Document.File(folder.relativize(file).toString().replace('\\', '/'), file));
    }
  }
}
