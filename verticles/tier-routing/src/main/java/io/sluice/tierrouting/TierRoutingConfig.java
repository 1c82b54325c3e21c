package io.sluice.tierrouting;

import io.sluice.strictjson.Check;

/**
 * Where the borders between the tiers are.
 *
 * @param shortTerms a question of at most so many words, those that only ask left out, may be simple
 * @param longTerms one of at least so many is complex
 * @param covered how much of a simple question's words the best passage must have, from 0 to 1
 */
public record TierRoutingConfig(int shortTerms, int longTerms, double covered) {

  public TierRoutingConfig {
    Check.range("short-terms", shortTerms, 0, 1000);
    Check.range("long-terms", longTerms, shortTerms + 1, 10_000);
    Check.range("covered", covered, 0, 1);
  }
}
