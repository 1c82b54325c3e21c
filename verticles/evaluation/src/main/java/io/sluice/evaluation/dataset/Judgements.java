package io.sluice.evaluation.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How relevant documents are to questions, by the ids of both. */
final class Judgements {

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int TREC_COLUMNS = 4;
  private static final int BEIR_COLUMNS = 3;

  private final Map<String, Map<String, Integer>> byQuestion = new LinkedHashMap<>();

  /** Reads lines of question, a number nobody uses, document and relevance. */
  static Judgements ofTrec(Path file) throws IOException {
    var judgements = new Judgements();
    Lines.each(file, (line, number) -> {
      var columns = BLANKS.split(line.strip(), -1);
      if (columns.length != TREC_COLUMNS) {
        throw BadDataset.at(file, number, "a judgement is: question 0 document relevance");
      }
      judgements.add(columns[0], columns[2], relevance(file, number, columns[3]));
    });
    return judgements;
  }

  /** Reads question, document and relevance with tabs between, below a line of names. */
  static Judgements ofBeir(Path file) throws IOException {
    var judgements = new Judgements();
    Lines.each(file, (line, number) -> {
      var columns = line.split("\t", -1);
      if (columns.length != BEIR_COLUMNS) {
        throw BadDataset.at(file, number,
            "a judgement is: question, document and relevance, with tabs between");
      }
      if (number > 1 || isWhole(columns[2])) {
        judgements.add(columns[0], columns[1], relevance(file, number, columns[2]));
      }
    });
    return judgements;
  }

  void add(String question, String document, int relevance) {
    byQuestion.computeIfAbsent(question, none -> new LinkedHashMap<>()).merge(document, relevance,
        Math::max);
  }

  Set<String> questions() {
    return byQuestion.keySet();
  }

  Map<String, Integer> of(String question) {
    return byQuestion.getOrDefault(question, Map.of());
  }

  static boolean isTrecLine(String line) {
    var columns = BLANKS.split(line.strip(), -1);
    return columns.length == TREC_COLUMNS && isWhole(columns[3]);
  }

  private static boolean isWhole(String text) {
    try {
      Integer.parseInt(text.strip());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static int relevance(Path file, int line, String text) throws BadDataset {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw BadDataset.at(file, line, "the relevance must be a whole number, not '" + text + "'");
    }
  }
}
