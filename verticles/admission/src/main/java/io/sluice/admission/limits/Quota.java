package io.sluice.admission.limits;

import io.sluice.strictjson.Check;

/**
 * How much one may have; 0 is without a limit.
 *
 * @param burst how many requests may come at once; 0 for those of a minute
 * @param tokensPerMinute of models, read and written
 */
public record Quota(int requestsPerMinute, int burst, int tokensPerMinute, double usdPerDay) {
  private static final int MOST = 60_000_000;

  public Quota {
    Check.range("requests-per-minute", requestsPerMinute, 0, MOST);
    Check.range("burst", burst, 0, MOST);
    Check.range("tokens-per-minute", tokensPerMinute, 0, MOST);
    Check.range("usd-per-day", usdPerDay, 0, 1_000_000_000);
  }

  public boolean isUnlimited() {
    return requestsPerMinute == 0 && !isCharged();
  }

  /** Whether it matters what somebody uses. */
  public boolean isCharged() {
    return tokensPerMinute > 0 || usdPerDay > 0;
  }

  /** How fast requests may come. */
  Rate requests(String account) {
    return new Rate(account + ":requests", requestsPerMinute,
        burst == 0 ? requestsPerMinute : burst);
  }

  /** How fast tokens may be used, those of a minute at once. */
  Rate tokens(String account) {
    return new Rate(account + ":tokens", tokensPerMinute, tokensPerMinute);
  }
}
