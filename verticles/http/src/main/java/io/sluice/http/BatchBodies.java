package io.sluice.http;

import io.sluice.http.Bodies.Filter;
import io.sluice.http.Bodies.Tier;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.OpenBatch;
import io.sluice.message.Expand;
import io.sluice.strictjson.Check;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/batches}, as users write it; it checks itself. */
final class BatchBodies {
  /** How many the gateway takes is configured, and said by the one who keeps them. */
  private static final int MOST = 10_000;

  private BatchBodies() {}

  /**
   * The questions.
   *
   * @param collection of those that name none
   */
  record Batch(@Nullable List<Question> questions, @Nullable String collection) {

    Batch {
      var asked = Check.required("questions", questions);
      var count = asked.size();
      if (count < 1 || count > MOST) {
        throw new Check.Violation("questions",
            "must have from 1 to " + MOST + " entries, not " + count);
      }
      Bodies.checkCollection("collection", collection);
      checkIds(asked);
    }

    OpenBatch toMessage(@Nullable String key) {
      return new OpenBatch(Objects.requireNonNull(questions).stream()
          .map(question -> question.toMessage(collection)).toList(), key);
    }

    private static void checkIds(List<Question> questions) {
      var seen = new HashMap<String, Integer>();
      for (var i = 0; i < questions.size(); i++) {
        var id = Check.required(path(i), questions.get(i)).customId();
        var before = id == null ? null : seen.putIfAbsent(id, i);
        if (before != null) {
          throw new Check.Violation(path(i) + ".customId",
              "is that of " + path(before) + ", too");
        }
      }
    }
  }

  /** Where a question is, for those who have to correct it. */
  static String path(int index) {
    return "questions[" + index + "]";
  }

  /** A question as {@code POST /v1/ask} takes it, whole, with a name of the asker's own. */
  record Question(@Nullable String customId, @Nullable String question,
      @Nullable String collection, @Nullable String conversation, @Nullable String user,
      @Nullable Integer k, @Nullable Filter filters, @Nullable String variant,
      @Nullable Tier tier, @Nullable CacheUse cache, @Nullable Expand expand,
      @Nullable Boolean retrieval, @Nullable Integer deadlineMs, @Nullable Double maxCostUsd) {

    Question {
      Bodies.name("customId", customId);
      ask(question, collection, conversation, user, k, filters, variant, tier, cache, expand,
          retrieval, deadlineMs, maxCostUsd);
    }

    BatchLine toMessage(@Nullable String otherwise) {
      var ask = ask(question, collection == null ? otherwise : collection, conversation, user, k,
          filters, variant, tier, cache, expand, retrieval, deadlineMs,
          maxCostUsd);
      return new BatchLine(customId, ask.toMessage(), deadlineMs, maxCostUsd);
    }

    /** What is wrong with a question is wrong with it here. */
    private static Bodies.Ask ask(@Nullable String question, @Nullable String collection,
        @Nullable String conversation, @Nullable String user, @Nullable Integer k,
        @Nullable Filter filters, @Nullable String variant, @Nullable Tier tier,
        @Nullable CacheUse cache, @Nullable Expand expand, @Nullable Boolean retrieval,
        @Nullable Integer deadlineMs, @Nullable Double maxCostUsd) {
      return new Bodies.Ask(question, collection, conversation, user, k, filters, variant, tier,
          cache, expand, retrieval, false, deadlineMs, maxCostUsd);
    }
  }
}
