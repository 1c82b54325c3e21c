package io.sluice.answer;

import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Search;
import io.sluice.message.Caching.Scope;
import io.sluice.message.CallInfo;
import io.sluice.message.Expand;
import io.sluice.message.Generation.Turn;
import io.sluice.message.SearchMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as it is to be answered.
 *
 * @param standalone in words that stand alone
 * @param scope what its answer depends on beside these words; null where nothing is remembered
 * @param turns what was said before
 * @param notes what is done for it
 */
record Posed(AskQuestion question, String standalone, @Nullable Scope scope, List<Turn> turns,
    CallInfo call, Stopwatch time, Notes notes) {
  private static final String CONTROL = "control";

  static String variant(AskQuestion question) {
    return question.variant() == null ? CONTROL : question.variant();
  }

  /** The search its answer starts with. */
  Search search() {
    return search(standalone, question.expand());
  }

  /** The same search for other words, without what a model would add at a price. */
  Search search(String words) {
    return search(words, Expand.OFF);
  }

  private Search search(String words, @Nullable Expand expand) {
    return new Search(words, question.collection(), question.k(), question.filters(),
        SearchMode.HYBRID, null, true, null, null, expand);
  }

  /** Whether its answer is to be kept, where it can be. */
  boolean stores() {
    return caches(CacheUse.USE) || caches(CacheUse.REFRESH);
  }

  /** Whether the cache is there for it, and is to be used like that. */
  boolean caches(CacheUse use) {
    return scope != null && question.retrieves() && question.cache() == use;
  }

  /** The same question, to be answered for itself and behind the scenes. */
  Posed afresh(CallInfo later) {
    var q = question;
    var from = Stopwatch.start();
    return new Posed(
        new AskQuestion(q.question(), q.collection(), null, q.user(), q.k(), q.filters(),
            q.variant(), q.tier(), CacheUse.REFRESH, q.history(), q.expand(), q.retrieval(), null),
        standalone, scope, turns, later, from, new Notes(standalone, from));
  }
}
