package io.sluice.evaluation.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Questions with known answers, and the documents to find them in.
 *
 * @param name of the folder or file, for people and for the collection
 * @param format how it was written
 * @param documents null where the data set has none: they are in the gateway already
 * @param documentCount how many there are
 * @param questions those that have an answer
 * @param notes what one has to know of how it was read
 */
public record Dataset(String name, Format format, @Nullable Documents documents, int documentCount,
    List<Question> questions, List<String> notes) {

  public Dataset {
    questions = List.copyOf(questions);
    notes = List.copyOf(notes);
  }

  /**
   * With so many of the questions at most.
   *
   * @param seed of the draw; null to take the first ones
   */
  public Dataset limited(int most, @Nullable Long seed) {
    if (most >= questions.size()) {
      return this;
    }
    var drawn = new ArrayList<>(questions);
    if (seed != null) {
      Collections.shuffle(drawn, new Random(seed));
    }
    var remarks = new ArrayList<>(notes);
    remarks.add((seed == null ? "the first " : "a sample of ") + most + " of " + questions.size()
        + " questions" + (seed == null ? "" : ", drawn with seed " + seed));
    return new Dataset(name, format, documents, documentCount, drawn.subList(0, most), remarks);
  }

  /** How a data set is written. */
  public enum Format {
    BEIR,
    TREC,
    SQUAD,
    JSONL
  }
}
