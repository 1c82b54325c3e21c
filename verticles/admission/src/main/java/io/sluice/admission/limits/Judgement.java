package io.sluice.admission.limits;

import io.sluice.admission.limits.Verdict.Enough;
import io.sluice.admission.limits.Verdict.TooMuch;
import io.sluice.message.Admission.Allowance;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger's numbers mean, wherever they lie. Times are microseconds.
 *
 * @param requestsUntil until when the requests are used up, before this one
 */
record Judgement(long now, long requestsUntil, long tokensUntil, double spentUsd) {

  Verdict of(Wanted wanted, int count) {
    var refusal = refusal(wanted, count);
    return refusal == null
        ? new Enough(allowance(wanted.requests(), count), left(wanted.purse()))
        : refusal;
  }

  private @Nullable TooMuch refusal(Wanted wanted, int count) {
    var requests = wanted.requests();
    var tokens = wanted.tokens();
    var purse = wanted.purse();
    if (requests.isLimited() && requests.wait(count, requestsUntil, now) > 0) {
      return tooFast(requests, requests.wait(count, requestsUntil, now), "requests");
    }
    if (tokens.isLimited() && tokens.wait(1, tokensUntil, now) > 0) {
      return tooFast(tokens, tokens.wait(1, tokensUntil, now), "tokens");
    }
    if (purse.isLimited() && spentUsd >= purse.usd()) {
      return new TooMuch(new BudgetSpent(String.format(Locale.ROOT,
          "the %s dollars of this day (UTC) are spent", plain(purse.usd())), untilTomorrow()));
    }
    return null;
  }

  private static TooMuch tooFast(Rate rate, long micros, String what) {
    return new TooMuch(new RateLimited("more than " + rate.perMinute() + " " + what + " a minute",
        Math.ceilDiv(micros, 1000L), rate.perMinute()));
  }

  private static String plain(double usd) {
    return usd == Math.rint(usd) ? Long.toString((long) usd) : Double.toString(usd);
  }

  private long untilTomorrow() {
    var time = Instant.ofEpochMilli(now / 1000).atOffset(ZoneOffset.UTC);
    return Duration.between(time, time.toLocalDate().plusDays(1).atStartOfDay()
        .atOffset(ZoneOffset.UTC)).toMillis();
  }

  private @Nullable Allowance allowance(Rate requests, int count) {
    if (!requests.isLimited()) {
      return null;
    }
    var until = requests.after(count, requestsUntil, now);
    return new Allowance(requests.perMinute(), requests.left(until, now),
        Math.ceilDiv(until - now, 1000L));
  }

  private @Nullable Double left(Purse purse) {
    return purse.isLimited() ? Double.valueOf(purse.usd() - spentUsd) : null;
  }
}
