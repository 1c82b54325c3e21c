package io.sluice.admission.limits;

import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Locale;

/** In Redis, for all nodes, by the clock of Redis. Everything is one script and so one way there and back. */
final class RedisLedger implements Ledger {
  private static final Script TAKE = Script.beside(RedisLedger.class, "take.lua");
  private static final Script CHARGE = Script.beside(RedisLedger.class, "charge.lua");

  private final RedisLink link;

  RedisLedger(RedisLink link) {
    this.link = link;
  }

  @Override
  public Future<Verdict> take(Wanted wanted, int count) {
    return look(wanted, count).map(judgement -> judgement.of(wanted, count));
  }

  /** What was there before; so many requests have been taken, if that was enough. */
  Future<Judgement> look(Wanted wanted, int count) {
    return link.run(TAKE, keys(wanted), request -> request
        .arg(interval(wanted.requests())).arg(tolerance(wanted.requests()))
        .arg(interval(wanted.tokens())).arg(tolerance(wanted.tokens()))
        .arg(text(wanted.purse().usd())).arg(count))
        .map(RedisLedger::judgement);
  }

  @Override
  public Future<Void> charge(Wanted of, long tokens, double usd) {
    return link.run(CHARGE, keys(of), request -> request
        .arg(interval(of.tokens())).arg(tolerance(of.tokens())).arg(tokens).arg(text(usd)))
        .mapEmpty();
  }

  /** Those of an account lie together, also in a cluster. */
  private List<String> keys(Wanted wanted) {
    var account = link.key("limits:{" + wanted.purse().account() + "}:");
    return List.of(account + "requests", account + "tokens",
        account + "spent:" + wanted.purse().day());
  }

  private static long interval(Rate rate) {
    return rate.isLimited() ? rate.interval() : 0;
  }

  private static long tolerance(Rate rate) {
    return rate.isLimited() ? rate.tolerance() : 0;
  }

  private static String text(double usd) {
    return String.format(Locale.ROOT, "%.9f", usd);
  }

  private static Judgement judgement(Response said) {
    return new Judgement(number(said, 0), number(said, 1), number(said, 2),
        Double.parseDouble(said.get(3).toString()));
  }

  private static long number(Response said, int part) {
    return Long.parseLong(said.get(part).toString());
  }
}
