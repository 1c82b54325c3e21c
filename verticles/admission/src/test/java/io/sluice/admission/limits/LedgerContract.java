package io.sluice.admission.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.admission.limits.Verdict.Enough;
import io.sluice.admission.limits.Verdict.TooMuch;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.RateLimited;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every ledger does. None of it depends on how long a test takes, but for an hour. */
abstract class LedgerContract {
  private final LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

  private final String account = "key:" + UUID.randomUUID();

  abstract Ledger ledger();

  /** So many a minute, and so many at once; rates so slow that nothing comes back meanwhile. */
  Wanted wanted(int perMinute, int burst, int tokens, double usd) {
    return new Wanted(new Rate(account + ":requests", perMinute, burst),
        new Rate(account + ":tokens", tokens, tokens), new Purse(account, today, usd));
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  Verdict take(Wanted wanted) throws Exception {
    return get(ledger().take(wanted, 1));
  }

  @Test
  void asManyAsTheBurstAreHadAtOnceAndNoMore() throws Exception {
    var wanted = wanted(1, 3, 0, 0);
    for (var left = 2; left >= 0; left--) {
      var enough = assertInstanceOf(Enough.class, take(wanted));
      var allowance = Objects.requireNonNull(enough.allowance());
      assertEquals(left, allowance.remaining());
      assertEquals(1, allowance.limit());
    }
    var why = assertInstanceOf(RateLimited.class,
        assertInstanceOf(TooMuch.class, take(wanted)).why());
    assertTrue(why.retryAfterMs() > 0 && why.retryAfterMs() <= 60_000, why.toString());
  }

  @Test
  void whatIsRefusedTakesNothing() throws Exception {
    var wanted = wanted(1, 1, 0, 0);
    take(wanted);
    var first = assertInstanceOf(TooMuch.class, take(wanted)).why().retryAfterMs();
    for (var i = 0; i < 10; i++) {
      take(wanted);
    }
    assertTrue(assertInstanceOf(TooMuch.class, take(wanted)).why().retryAfterMs() <= first);
  }

  @Test
  void severalAreTakenTogetherOrNotAtAll() throws Exception {
    var wanted = wanted(1, 5, 0, 0);
    assertEquals(2, Objects.requireNonNull(
        assertInstanceOf(Enough.class, get(ledger().take(wanted, 3))).allowance()).remaining());
    assertInstanceOf(TooMuch.class, get(ledger().take(wanted, 3)));
    assertInstanceOf(Enough.class, get(ledger().take(wanted, 2)));
    assertInstanceOf(TooMuch.class, take(wanted));
  }

  @Test
  void toLookTakesNothing() throws Exception {
    var wanted = wanted(1, 1, 0, 0);
    for (var i = 0; i < 3; i++) {
      assertInstanceOf(Enough.class, get(ledger().take(wanted, 0)));
    }
    assertInstanceOf(Enough.class, take(wanted));
  }

  @Test
  void accountsDoNotTakeFromEachOther() throws Exception {
    take(wanted(1, 1, 0, 0));
    var other = new Wanted(new Rate("other" + account, 1, 1), new Rate("o", 0, 0),
        new Purse("other" + account, today, 0));
    assertInstanceOf(Enough.class, take(other));
  }

  @Test
  void whoHasUsedMoreTokensThanThereWereWaitsForThem() throws Exception {
    var wanted = wanted(0, 0, 100, 0);
    get(ledger().charge(wanted, 99, 0));
    assertInstanceOf(Enough.class, take(wanted));
    get(ledger().charge(wanted, 500, 0));
    var why = assertInstanceOf(RateLimited.class,
        assertInstanceOf(TooMuch.class, take(wanted)).why());
    assertTrue(why.retryAfterMs() > 60_000, why.toString());
  }

  @Test
  void moneyIsSpentUntilItIsGone() throws Exception {
    var wanted = wanted(0, 0, 0, 1.5);
    get(ledger().charge(wanted, 0, 1.25));
    assertEquals(0.25, usd(take(wanted)), 1e-9);
    get(ledger().charge(wanted, 0, 0.75));
    var why = assertInstanceOf(BudgetSpent.class,
        assertInstanceOf(TooMuch.class, take(wanted)).why());
    assertTrue(why.retryAfterMs() > 0 && why.retryAfterMs() <= TimeUnit.DAYS.toMillis(1),
        why.toString());
    var tomorrow = new Wanted(wanted.requests(), wanted.tokens(),
        new Purse(account, today.plusDays(1), 1.5));
    assertEquals(1.5, usd(take(tomorrow)), 1e-9);
  }

  static double usd(Verdict verdict) {
    return Objects.requireNonNull(assertInstanceOf(Enough.class, verdict).usd());
  }

  @Test
  void whoHasNoMoneyLeftTakesNoRequestEither() throws Exception {
    var poor = wanted(1, 1, 0, 0.5);
    get(ledger().charge(poor, 0, 1));
    assertInstanceOf(TooMuch.class, take(poor));
    assertInstanceOf(Enough.class, take(wanted(1, 1, 0, 0)));
  }

  @Test
  void ofManyAtOnceNoMoreAreLetInThanThereIsRoomFor() throws Exception {
    var wanted = wanted(1, 20, 0, 0);
    var all = new ArrayList<Future<Verdict>>();
    for (var i = 0; i < 200; i++) {
      all.add(ledger().take(wanted, 1));
    }
    var verdicts = new ArrayList<Verdict>();
    for (var one : all) {
      verdicts.add(get(one));
    }
    assertEquals(20, verdicts.stream().filter(Enough.class::isInstance).count());
    assertEquals(List.of(), verdicts.stream().filter(v -> v instanceof TooMuch(var why)
        && !(why instanceof RateLimited)).toList());
  }
}
