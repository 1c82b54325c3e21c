package io.sluice.admission.limits;

import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much accounts may have. Addresses are counted in the memory of this node: who floods it from one is
 * not to reach Redis. To be used on one event loop.
 */
public final class Limits {
  private static final Logger LOG = LoggerFactory.getLogger(Limits.class);
  private static final long SAVE_MS = 5000;

  private final Vertx vertx;
  private final Clock clock;
  private final MemoryLedger memory;
  private final Ledger ledger;
  private final @Nullable SpentFile file;

  private Limits(Vertx vertx, Clock clock, MemoryLedger memory, Ledger ledger,
      @Nullable SpentFile file) {
    this.vertx = vertx;
    this.clock = clock;
    this.memory = memory;
    this.ledger = ledger;
    this.file = file;
  }

  /** In memory, and what is spent in a file of this folder. */
  public static Future<Limits> inMemory(Vertx vertx, Clock clock, Path folder) {
    var memory = new MemoryLedger(micros(clock));
    var file = new SpentFile(folder);
    var limits = new Limits(vertx, clock, memory, memory, file);
    return vertx.executeBlocking(file::read).map(spent -> {
      memory.restore(Objects.requireNonNull(spent));
      vertx.setPeriodic(SAVE_MS, _ -> limits.save());
      return limits;
    });
  }

  /** In Redis, for all nodes. */
  public static Limits shared(Vertx vertx, Clock clock, RedisLink link) {
    var peers = Peers.meet(vertx, link);
    var memory = new MemoryLedger(micros(clock));
    return new Limits(vertx, clock, memory,
        new SharedLedger(vertx.getOrCreateContext(), link, memory, peers::count), null);
  }

  private static LongSupplier micros(Clock clock) {
    return () -> TimeUnit.MILLISECONDS.toMicros(clock.millis());
  }

  /**
   * Takes requests of an account, if there is enough left.
   *
   * @param count how many; 0 only looks whether there is anything left
   */
  public Future<Verdict> take(String account, Quota quota, int count) {
    var wanted = wanted(account, quota);
    return wanted.isLimited()
        ? ledger.take(wanted, count)
        : Future.succeededFuture(Verdict.Enough.OF_ALL);
  }

  /** The same for an address, whoever asks from there. */
  public Future<Verdict> takeFrom(String address, Quota quota, int count) {
    var wanted = wanted("from " + address, quota);
    return wanted.isLimited()
        ? memory.take(wanted, count)
        : Future.succeededFuture(Verdict.Enough.OF_ALL);
  }

  /** Notes what an account has used. */
  public Future<Void> charge(String account, Quota quota, long tokens, double usd) {
    var wanted = wanted(account, quota);
    return wanted.tokens().isLimited() || wanted.purse().isLimited()
        ? ledger.charge(wanted, tokens, usd)
        : Future.succeededFuture();
  }

  private Wanted wanted(String account, Quota quota) {
    return new Wanted(quota.requests(account), quota.tokens(account), new Purse(account,
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), quota.usdPerDay()));
  }

  /** Writes down what was spent since the last time. */
  public Future<?> save() {
    if (file == null || !memory.takeChanged()) {
      return Future.succeededFuture();
    }
    var spent = memory.all();
    return vertx.executeBlocking(() -> {
      file.write(spent);
      return spent;
    }).onFailure(why -> {
      memory.mark();
      LOG.warn("what was spent could not be written down, and will be tried again: {}",
          why.getMessage());
    });
  }
}
