package io.sluice.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
  private final Histories histories = new Histories();
  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);

  Memory() {
    this(Samples.KEPT);
  }

  Memory(CacheConfig.Kept config) {
    this.answers = new Answers(config, histories, now::get, Samples.tally(),
        Samples.alike(new SimpleMeterRegistry()));
  }

  void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  void hear(CorpusChanged change) {
    histories.hear(change);
    answers.shelf().hear(change);
  }

  /** Why it is not kept; null where it is. */
  @Nullable
  String store(StoreAnswer answer, CallInfo call) {
    return answers.store(answer, call).why();
  }

  @Nullable
  KeptAnswer find(String question, CallInfo call) {
    return find(Samples.lookUp(question), call);
  }

  @Nullable
  KeptAnswer find(LookUp request, CallInfo call) {
    return answers.find(request, call);
  }

  boolean holds(KeptAnswer kept, long epoch, CallInfo call, Basis... found) {
    return answers.confirms(new ConfirmAnswer(kept.id(), List.of(found), epoch, false, true), call);
  }
}
