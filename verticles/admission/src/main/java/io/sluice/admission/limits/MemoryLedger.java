package io.sluice.admission.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.sluice.admission.limits.Verdict.Enough;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** In this process. To be used from one thread. */
final class MemoryLedger implements Ledger {
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private static final int MOST_RATES = 1_000_000;

  private final LongSupplier clock;
  private final Cache<String, Long> usedUntil;
  private final Map<String, Double> spent = new HashMap<>();
  private LocalDate day = LocalDate.EPOCH;
  private boolean changed;

  /** By a clock of microseconds. */
  MemoryLedger(LongSupplier clock) {
    this.clock = clock;
    this.usedUntil = Caffeine.newBuilder().maximumSize(MOST_RATES)
        .expireAfter(Expiry.<String, Long>writing((_, until) -> left(until))).build();
  }

  /** One that has used far more tokens than it may have stays in debt for as long as that takes. */
  private Duration left(long until) {
    return Duration.of(Math.max(0, until - clock.getAsLong()), ChronoUnit.MICROS).plus(MARGIN);
  }

  @Override
  public Future<Verdict> take(Wanted wanted, int count) {
    var now = clock.getAsLong();
    var judgement = new Judgement(now, until(wanted.requests()), until(wanted.tokens()),
        spent(wanted.purse()));
    var verdict = judgement.of(wanted, count);
    if (count > 0 && verdict instanceof Enough && wanted.requests().isLimited()) {
      add(wanted.requests(), count, now);
    }
    return Future.succeededFuture(verdict);
  }

  @Override
  public Future<Void> charge(Wanted of, long tokens, double usd) {
    if (of.tokens().isLimited()) {
      add(of.tokens(), tokens, clock.getAsLong());
    }
    if (of.purse().isLimited()) {
      turnTo(of.purse().day());
      spent.merge(of.purse().account(), usd, Double::sum);
      changed = true;
    }
    return Future.succeededFuture();
  }

  double spent(Purse purse) {
    return purse.day().equals(day) ? spent.getOrDefault(purse.account(), 0.0) : 0;
  }

  /**
   * What another ledger has told is used here, too. Until when it is used up is the same for all and for a
   * share of it, of which each takes up as much more time as it is smaller.
   *
   * @param taken how many more requests it gave then
   */
  void goOnFrom(Wanted wanted, Judgement told, int taken) {
    if (wanted.requests().isLimited()) {
      goOn(wanted.requests(),
          wanted.requests().after(taken, told.requestsUntil(), told.now()) - told.now());
    }
    if (wanted.tokens().isLimited()) {
      goOn(wanted.tokens(), told.tokensUntil() - told.now());
    }
  }

  private void goOn(Rate rate, long ahead) {
    if (ahead > 0) {
      usedUntil.put(rate.name(), clock.getAsLong() + ahead);
    } else {
      usedUntil.invalidate(rate.name());
    }
  }

  private long until(Rate rate) {
    var until = usedUntil.getIfPresent(rate.name());
    return until == null ? 0 : until;
  }

  private void add(Rate rate, long count, long now) {
    usedUntil.put(rate.name(), rate.after(count, until(rate), now));
  }

  /** Of days that are over nothing is kept. */
  private void turnTo(LocalDate today) {
    if (!today.equals(day)) {
      spent.clear();
      day = today;
      changed = true;
    }
  }

  /** What was spent on the latest day. */
  Spent all() {
    return new Spent(day, Map.copyOf(spent));
  }

  /** Whether there is something to be written down since this was last asked. */
  boolean takeChanged() {
    var was = changed;
    changed = false;
    return was;
  }

  /** It could not be written down. */
  void mark() {
    changed = true;
  }

  /** Nothing was spent here. */
  void forgetSpent() {
    spent.clear();
  }

  /** Goes on from what was written down. */
  void restore(Spent before) {
    day = before.day();
    spent.putAll(before.usd());
  }

  /** On a day, by account. */
  record Spent(LocalDate day, Map<String, Double> usd) {}
}
