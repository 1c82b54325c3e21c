package io.sluice.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.cache.CacheConfig.Alike;
import io.sluice.cache.CacheConfig.Embeddings;
import io.sluice.cache.CacheConfig.Kept;
import io.sluice.cache.CacheConfig.Mode;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.Scope;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.CorpusEvent.DocumentChange;
import io.sluice.message.Filters;
import java.time.Duration;
import java.util.List;

/** A tenant with a handbook, who asks about it and hears of its changes. */
final class Samples {
  static final String TENANT = "acme";
  static final String HANDBOOK = "handbook";
  /** Ten minutes true, an hour more where nothing else can answer. */
  static final Kept KEPT = new Kept(Duration.ofMinutes(10), Duration.ofHours(1), 1);

  private Samples() {}

  static CacheConfig config() {
    return new CacheConfig(new Embeddings(Duration.ofHours(1), 1), KEPT, KEPT,
        new Alike(Mode.OFF, Duration.ofHours(1), 0.9, 0.05, 0), 1);
  }

  static Tally tally() {
    return new Tally("test", new SimpleMeterRegistry());
  }

  static CallInfo call(String... principals) {
    return callOf(TENANT, principals);
  }

  static CallInfo callOf(String tenant, String... principals) {
    var within = CallInfo.within(Duration.ofHours(1), "r-1");
    return new CallInfo("r-1", tenant, List.of(principals), null, within.deadlineNanos(), null);
  }

  /** Of the handbook, with nothing missed before. */
  static CorpusChanged news(long epoch, DocumentChange... documents) {
    return news(epoch - 1, epoch, documents);
  }

  static CorpusChanged news(long before, long epoch, DocumentChange... documents) {
    return new CorpusChanged(TENANT, HANDBOOK, before, epoch, List.of(documents));
  }

  static DocumentChange came(String document, String... hashes) {
    return new DocumentChange(document, List.of(), List.of(hashes));
  }

  static DocumentChange went(String document, String... hashes) {
    return new DocumentChange(document, List.of(hashes), List.of());
  }

  static Basis passage(String document, String hash) {
    return new Basis(document, hash);
  }

  static Basis wholeOf(String document) {
    return new Basis(document, null);
  }

  static Scope scope(String collection, Filters filters) {
    return new Scope(collection, "standard", "p-1", null, filters, null, null, "en", null);
  }

  static StoreAnswer answer(String question, long epoch, Basis... basis) {
    return answerIn(HANDBOOK, question, epoch, basis);
  }

  static StoreAnswer answerIn(String collection, String question, long epoch, Basis... basis) {
    return new StoreAnswer(scope(collection, Filters.NONE), question, null,
        "answer to " + question, done(), List.of(basis), List.of(basis), epoch);
  }

  static LookUp lookUp(String question) {
    return lookUpIn(HANDBOOK, question);
  }

  static LookUp lookUpIn(String collection, String question) {
    return new LookUp(scope(collection, Filters.NONE), question, false, null, null, false);
  }

  static LookUp inConversation(String said, String question) {
    return new LookUp(after(said), question, false, null, null, false);
  }

  static StoreAnswer answerInConversation(String said, String question, Basis... basis) {
    return new StoreAnswer(after(said), question, null, "answer to " + question, done(),
        List.of(basis), List.of(basis), 1);
  }

  private static Scope after(String said) {
    return new Scope(HANDBOOK, "standard", "p-1", null, Filters.NONE, null, null, "en", said);
  }

  static LookUp noOlderThan(long maxAgeMs, String question) {
    return new LookUp(scope(HANDBOOK, Filters.NONE), question, false, null, maxAgeMs, false);
  }

  static LookUp evenStale(String question) {
    return new LookUp(scope(HANDBOOK, Filters.NONE), question, false, null, null, true);
  }

  private static Done done() {
    return new Done("a-1", true, List.of(), List.of(),
        new Route("standard", "small", "local", "model"), CacheState.NONE, List.of(), Usage.NONE,
        new Timings(1, null, null, null, null), null, null, null, null);
  }
}
