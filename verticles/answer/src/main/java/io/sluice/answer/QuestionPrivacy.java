package io.sluice.answer;

import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.Search;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Generation.Turn;
import io.sluice.privacy.Kind;
import io.sluice.privacy.Masker;
import io.sluice.privacy.Masking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of what is asked before anything is done with it: what is looked up, embedded,
 * told to a model, remembered and written down has none of it. Safe for any thread.
 */
public final class QuestionPrivacy {
  private static final Degraded TOLD = new Degraded("question",
      "personal data in it was masked, and nothing but its kind was searched for");

  private final boolean masks;

  public QuestionPrivacy(Masking masking) {
    this.masks = masking != Masking.OFF;
  }

  /** As it is configured. */
  public static QuestionPrivacy configured(AnswerConfig config) {
    return new QuestionPrivacy(config.privacy());
  }

  AskQuestion of(AskQuestion q) {
    return masks
        ? new AskQuestion(masked(q.question()), q.collection(), q.conversation(), q.user(), q.k(),
            q.filters(), q.variant(), q.tier(), q.cache(), masked(q.history()), q.expand(),
            q.retrieval(), q.maxAgeMs())
        : q;
  }

  Search of(Search s) {
    return masks
        ? new Search(masked(s.query()), s.collection(), s.k(), s.filters(), s.mode(), s.alpha(),
            s.rerank(), s.shape(), s.tuning(), s.expand())
        : s;
  }

  /** The lines of a batch, before they are kept. */
  public List<BatchLine> of(List<BatchLine> lines) {
    return masks
        ? lines.stream().map(line -> new BatchLine(line.customId(), of(line.question()),
            line.deadlineMs(), line.maxCostUsd())).toList()
        : lines;
  }

  /** What is told of such a question: also where it came masked, out of a batch that was kept. */
  List<Degraded> told(String question) {
    return masks && Arrays.stream(Kind.values())
        .anyMatch(kind -> question.contains("[" + kind + "]")) ? List.of(TOLD) : List.of();
  }

  /** With what is told of its query. */
  List<Degraded> told(String question, List<Degraded> others) {
    var all = new ArrayList<>(told(question));
    all.addAll(others);
    return all;
  }

  private static String masked(String text) {
    return Masker.byKind(text).text();
  }

  private static @Nullable List<Turn> masked(@Nullable List<Turn> history) {
    return history == null
        ? null
        : history.stream().map(turn -> new Turn(masked(turn.question()), masked(turn.answer())))
            .toList();
  }
}
