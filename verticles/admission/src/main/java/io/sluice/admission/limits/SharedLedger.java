package io.sluice.admission.limits;

import io.sluice.admission.limits.Verdict.Enough;
import io.sluice.redis.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ledger for all nodes. While it cannot be reached each node gives out its share of what was left, one of
 * as many as there were nodes; what it charges meanwhile is added once the ledger is back. To be used from one thread.
 */
final class SharedLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(SharedLedger.class);
  private static final int MOST_OWED = 100_000;

  private final RedisLedger shared;
  private final MemoryLedger own;
  private final IntSupplier nodes;
  /** What accounts had spent when it was last known, and so what the rest to be shared out is. */
  private final Map<Purse, Double> known = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Purse, Double> eldest) {
      return size() > MOST_OWED;
    }
  };
  private final Map<Wanted, Owed> owed = new LinkedHashMap<>();

  private record Owed(long tokens, double usd) {

    Owed plus(Owed more) {
      return new Owed(tokens + more.tokens, usd + more.usd);
    }
  }

  /**
   * A ledger to be used on this context.
   *
   * @param nodes how many there are
   */
  SharedLedger(Context context, RedisLink link, MemoryLedger own, IntSupplier nodes) {
    this.shared = new RedisLedger(link);
    this.own = own;
    this.nodes = nodes;
    link.whenBack(() -> context.runOnContext(_ -> settle()));
  }

  @Override
  public Future<Verdict> take(Wanted wanted, int count) {
    return shared.look(wanted, count).map(judgement -> {
      if (wanted.purse().isLimited()) {
        known.put(wanted.purse(), judgement.spentUsd());
      }
      var verdict = judgement.of(wanted, count);
      own.goOnFrom(wanted, judgement, verdict instanceof Enough ? count : 0);
      return verdict;
    }).recover(_ -> own.take(share(wanted), count));
  }

  @Override
  public Future<Void> charge(Wanted of, long tokens, double usd) {
    return shared.charge(of, tokens, usd).recover(_ -> {
      if (owed.size() < MOST_OWED || owed.containsKey(of)) {
        owed.merge(of, new Owed(tokens, usd), Owed::plus);
      }
      return own.charge(share(of), tokens, usd);
    });
  }

  /** What is left of a day's money is parted, what is spent of it is not. */
  private Wanted share(Wanted whole) {
    var parts = Math.max(1, nodes.getAsInt());
    var purse = whole.purse();
    var left = Math.max(0, purse.usd() - known.getOrDefault(purse, 0.0));
    return new Wanted(part(whole.requests(), parts), part(whole.tokens(), parts), purse.isLimited()
        ? new Purse(purse.account(), purse.day(), Math.max(Double.MIN_VALUE, left / parts))
        : purse);
  }

  private static Rate part(Rate rate, int parts) {
    return rate.isLimited()
        ? new Rate(rate.name(), Math.max(1, rate.perMinute() / parts),
            Math.max(1, rate.burst() / parts))
        : rate;
  }

  private void settle() {
    var all = Map.copyOf(owed);
    owed.clear();
    own.forgetSpent();
    all.forEach((of, sum) -> shared.charge(of, sum.tokens(), sum.usd()).onFailure(why -> {
      LOG.info("Redis went away again, what was used is noted later: {}", why.getMessage());
      owed.merge(of, sum, Owed::plus);
    }));
  }
}
