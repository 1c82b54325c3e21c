package io.sluice.generation.citation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How near each sentence of an answer comes to what it cites: 1 for the same, 0 for what is as far as
 * any two sentences that have nothing to do with each other.
 */
public final class Nearness {
  /** Nobody has compared anything. */
  public static final Nearness UNKNOWN = new Nearness(Map.of());

  private final Map<Claim, Double> known;

  Nearness(Map<Claim, Double> known) {
    this.known = Map.copyOf(known);
  }

  /** Null where it was not compared. */
  @Nullable
  Double of(Claim claim) {
    return known.get(claim);
  }
}
