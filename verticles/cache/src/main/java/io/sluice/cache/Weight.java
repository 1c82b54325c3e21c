package io.sluice.cache;

import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.Caching.QuestionKept;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Hit;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roughly how many bytes of memory something takes: what it has of text and numbers, and a bit more. */
final class Weight {
  private static final int OBJECT = 150;
  private static final int SMALL = 48;
  /** What is kept of a question to compare it with others, and of each of its letters. */
  private static final int COMPARED = 1000;
  private static final int COMPARED_LETTER = 100;

  private Weight() {}

  static int of(FindPassages search) {
    return 2 * OBJECT + text(search.query()) + of(search.vector());
  }

  static int of(List<Hit> hits) {
    var sum = OBJECT;
    for (var hit : hits) {
      var passage = hit.passage();
      sum += 3 * OBJECT + text(passage.text()) + text(passage.id()) + text(passage.hash())
          + text(passage.document()) + text(passage.title()) + SMALL * passage.heading().size();
    }
    return sum;
  }

  static int of(QuestionKept kept) {
    return compared(kept.question()) + of(kept.embedded());
  }

  private static int compared(String question) {
    return question.length() <= AlikeQuestions.LONGEST
        ? COMPARED + COMPARED_LETTER * question.length()
        : 0;
  }

  static int of(StoreAnswer answer) {
    return compared(answer.question()) + 4 * OBJECT + text(answer.question()) + text(answer.text())
        + of(answer.embedded())
        + of(answer.done()) + (OBJECT + SMALL) * (answer.basis().size() + answer.seen().size());
  }

  private static int of(Done done) {
    var sum = 6 * OBJECT + SMALL * done.citations().size();
    for (Source source : done.sources()) {
      sum += 2 * OBJECT + text(source.text()) + text(source.passage()) + text(source.document())
          + text(source.title());
    }
    return sum;
  }

  private static int of(@Nullable Embedded embedded) {
    return embedded == null ? 0 : OBJECT + of(embedded.vectors().getFirst());
  }

  private static int of(@Nullable Vector vector) {
    return vector == null ? 0 : Float.BYTES * vector.dimension();
  }

  private static int text(String text) {
    return SMALL + 2 * text.length();
  }
}
