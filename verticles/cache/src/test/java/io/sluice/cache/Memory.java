package io.sluice.cache;

import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The answers of a node, with a clock that is set by hand. */
final class Memory {
  final Answers answers;
  private final MemoryShelf<GivenAnswer> shelf;
  private final Histories histories = new Histories();
  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);

  Memory() {
    this(Samples.KEPT);
  }

  Memory(CacheConfig.Kept config) {
    this.shelf = new MemoryShelf<>((long) config.maxMb() << 20, config.keepFor(), histories,
        now::get, Samples.tally(), _ -> {});
    this.answers = new Answers(config, now::get, shelf);
  }

  void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  void hear(CorpusChanged change) {
    histories.hear(change);
    shelf.hear(change);
  }

  /** Why it is not kept; null where it is. */
  @Nullable
  String store(StoreAnswer answer, CallInfo call) {
    return answers.store(answer, call).result().orElse(null);
  }

  @Nullable
  KeptAnswer find(String question, CallInfo call) {
    return find(Samples.lookUp(question), call);
  }

  @Nullable
  KeptAnswer find(LookUp request, CallInfo call) {
    return answers.find(request, call).result().orElse(null);
  }

  boolean holds(KeptAnswer kept, long epoch, CallInfo call, Basis... found) {
    return answers
        .confirms(new ConfirmAnswer(kept.id(), List.of(found), epoch, false, true), call).result();
  }
}
