package io.sluice.evaluation.dataset;

import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files in TREC's markup: documents in {@code <doc>}, topics in {@code <top>}, and judgements. A
 * topic's title is the question.
 *
 * <p>Judgements name topics by their {@code <num>}. Some collections (Cranfield) number them by their
 * order in the file instead. That is taken to be so where going by {@code <num>} cannot be right,
 * some judged number being no topic's, and going by order can be, every judged number being from 1 to
 * the number of topics. The data set then says so in its notes.
 */
final class TrecFormat {
  private static final Set<String> DOCUMENT = Set.of("docno", "title", "headline", "author", "bib",
      "text");
  private static final Set<String> TOPIC = Set.of("num", "title", "desc", "narr");

  private TrecFormat() {}

  /** The files of a collection by what they hold. */
  record Parts(List<Path> documents, List<Path> topics, List<Path> judgements) {}

  private record Topic(String number, String question) {}

  static Dataset read(String name, Parts parts) throws IOException {
    if (parts.documents().isEmpty() || parts.topics().size() != 1
        || parts.judgements().size() != 1) {
      throw new BadDataset(name + ": must have files with <doc>, one with <top> and one with"
          + " judgements, but has " + parts.documents().size() + ", " + parts.topics().size()
          + " and " + parts.judgements().size());
    }
    var topics = topics(parts.topics().getFirst());
    var judgements = Judgements.ofTrec(parts.judgements().getFirst());
    var byOrder = isByOrder(topics, judgements.questions());
    var questions = new ArrayList<Question>();
    for (var i = 0; i < topics.size(); i++) {
      var id = byOrder ? String.valueOf(i + 1) : topics.get(i).number();
      questions.add(new Question(id, topics.get(i).question(), judgements.of(id)));
    }
    var notes = byOrder
        ? List.of("judgements name questions by their order in the file, not by <num>")
        : List.<String>of();
    return Assembly.of(name, Format.TREC, sink -> documents(parts.documents(), sink), questions,
        notes);
  }

  private static boolean isByOrder(List<Topic> topics, Set<String> judged) {
    var numbers = topics.stream().map(Topic::number).toList();
    return !numbers.containsAll(judged)
        && judged.stream().allMatch(number -> isFrom1To(topics.size(), number));
  }

  private static boolean isFrom1To(int most, String number) {
    try {
      var value = Integer.parseInt(number);
      return value >= 1 && value <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static List<Topic> topics(Path file) throws IOException {
    var topics = new ArrayList<Topic>();
    new MarkupRecords(file, "top", TOPIC).each((fields, number) -> topics
        .add(new Topic(after("Number:", required(file, "top", number, fields, "num")),
            after("Topic:", required(file, "top", number, fields, "title")))));
    return topics;
  }

  private static void documents(List<Path> files, Documents.Sink sink) throws IOException {
    for (var file : files) {
      new MarkupRecords(file, "doc", DOCUMENT).each((fields, number) -> {
        var title = fields.getOrDefault("title", fields.getOrDefault("headline", ""));
        sink.take(new Document.Text(required(file, "doc", number, fields, "docno"),
            oneLine(title), fields.getOrDefault("text", "")));
      });
    }
  }

  private static String required(Path file, String tag, int number, Map<String, String> fields,
      String field) throws BadDataset {
    var value = fields.getOrDefault(field, "");
    if (value.isEmpty()) {
      throw new BadDataset(file, "<" + tag + "> number " + number, "has no <" + field + ">");
    }
    return oneLine(value);
  }

  private static String after(String label, String text) {
    return text.startsWith(label) ? text.substring(label.length()).strip() : text;
  }

  private static String oneLine(String text) {
    return String.join(" ", text.strip().split("\\s+", -1));
  }
}
