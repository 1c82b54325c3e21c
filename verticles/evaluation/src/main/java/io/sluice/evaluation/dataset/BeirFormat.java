package io.sluice.evaluation.dataset;

import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder as BEIR has them: corpus.jsonl, queries.jsonl, and judgements in qrels. */
final class BeirFormat {

  /** Which judgements are taken where there are several. */
  private static final List<String> SPLITS = List.of("test", "dev", "validation", "train");

  private BeirFormat() {}

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve("corpus.jsonl"))
        && Files.isRegularFile(folder.resolve("queries.jsonl"));
  }

  static Dataset read(String name, Path folder) throws IOException {
    var qrels = qrels(folder.resolve("qrels"));
    var judgements = Judgements.ofBeir(qrels);
    var questions = new ArrayList<Question>();
    var file = folder.resolve("queries.jsonl");
    Lines.eachObject(file, (line, number) -> {
      var id = Lines.required(file, number, line, "_id");
      // Those of other splits are no part of this one.
      if (judgements.questions().contains(id)) {
        questions.add(
            new Question(id, Lines.required(file, number, line, "text"), judgements.of(id)));
      }
    });
    Documents documents = sink -> corpus(folder.resolve("corpus.jsonl"), sink);
    return Assembly.of(name, Format.BEIR, documents, questions,
        List.of("judgements are those of " + qrels.getFileName()));
  }

  private static void corpus(Path file, Documents.Sink sink) throws IOException {
    Lines.eachObject(file,
        (line, number) -> sink.take(new Document.Text(Lines.required(file, number, line, "_id"),
            line.path("title").asText(""), Lines.required(file, number, line, "text"))));
  }

  private static Path qrels(Path folder) throws IOException {
    for (var split : SPLITS) {
      var file = folder.resolve(split + ".tsv");
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new BadDataset(folder + ": has none of " + String.join(".tsv, ", SPLITS) + ".tsv");
  }
}
