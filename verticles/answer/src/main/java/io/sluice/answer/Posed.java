package io.sluice.answer;

import io.sluice.message.AbRouting.ShadowRun;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Search;
import io.sluice.message.Caching.Scope;
import io.sluice.message.CallInfo;
import io.sluice.message.Expand;
import io.sluice.message.Generation.Turn;
import io.sluice.message.Generation.Voice;
import io.sluice.message.SearchMode;
import io.sluice.message.Variation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as it is to be answered.
 *
 * @param standalone in words that stand alone
 * @param scope what its answer depends on beside these words; null where nothing is remembered
 * @param turns what was said before
 * @param notes what is done for it
 * @param chosen the variant that answers it
 */
record Posed(AskQuestion question, String standalone, @Nullable Scope scope, List<Turn> turns,
    CallInfo call, Stopwatch time, Notes notes, VariantChosen chosen) {

  String variant() {
    return chosen.variant();
  }

  private Variation how() {
    return chosen.how();
  }

  /** What the asker wants counts before what the variant does. */
  @Nullable
  String tier() {
    var tier = how().tier();
    return question.tier() != null || tier == null ? question.tier() : tier.tag();
  }

  /** Who puts it into words, where that is not as configured. */
  @Nullable
  Voice voice() {
    return how().providers() == null && how().prompts() == null
        ? null
        : new Voice(how().providers(), how().prompts());
  }

  boolean isShuffled() {
    return how().shuffles();
  }

  /** The search its answer starts with. */
  Search search() {
    return search(standalone, question.expand() == null ? how().expand() : question.expand());
  }

  /** The same search for other words, without what a model would add at a price. */
  Search search(String words) {
    return search(words, Expand.OFF);
  }

  private Search search(String words, @Nullable Expand expand) {
    return new Search(words, question.collection(),
        question.k() == null ? how().k() : question.k(), question.filters(), SearchMode.HYBRID,
        null, !Boolean.FALSE.equals(how().rerank()), how().passages(), how().retrieval(), expand);
  }

  /** Whether its answer is to be kept, where it can be. */
  boolean stores() {
    return caches(CacheUse.USE) || caches(CacheUse.REFRESH);
  }

  /** Whether the cache is there for it, and is to be used like that. */
  boolean caches(CacheUse use) {
    return scope != null && question.retrieves() && question.cache() == use;
  }

  /** The same question, of which nothing is counted. */
  Posed uncounted() {
    return new Posed(question, standalone, scope, turns, call.uncounted(), time, notes, chosen);
  }

  /** The same question, to be answered for itself and behind the scenes. */
  Posed afresh(CallInfo later) {
    return again(later, CacheUse.REFRESH, chosen);
  }

  /** The same question, to be answered by a variant that nobody sees, of which nothing is kept. */
  Posed inShadow(ShadowRun run, CallInfo later) {
    return again(later, CacheUse.BYPASS,
        new VariantChosen(run.variant(), run.experiment(), run.how(), null));
  }

  private Posed again(CallInfo later, CacheUse cache, VariantChosen by) {
    var q = question;
    var from = Stopwatch.start();
    return new Posed(
        new AskQuestion(q.question(), q.collection(), q.conversation(), q.user(), q.k(),
            q.filters(),
            by.variant(), q.tier(), cache, q.history(), q.expand(), q.retrieval(), null),
        standalone, scope, turns, later, from, new Notes(standalone, from), by);
  }
}
