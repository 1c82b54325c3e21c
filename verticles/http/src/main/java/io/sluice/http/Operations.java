package io.sluice.http;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What those who run the gateway can see of it that no actor tells.
 *
 * @param metrics what Prometheus is told, in its text format
 * @param dependencies without which it goes on, if with less
 * @param concerns which parts, by name, this node cannot be without: of one without a front door its own
 * @param stopping whether it is about to stop, so that nobody should be sent here any more
 */
public record Operations(Supplier<String> metrics, Supplier<List<Dependency>> dependencies,
    Predicate<String> concerns, BooleanSupplier stopping) {

  /**
   * Something outside.
   *
   * @param trouble what is wrong with it now; null for nothing
   * @param latencyMs of the last call; 0 where it is not known
   * @param circuit {@code closed}, {@code half-open} or {@code open}; null where it has none
   * @param lastError what was wrong with it last, also where it is well again; null for nothing yet
   */
  public record Dependency(String name, @Nullable String trouble, double latencyMs,
      @Nullable String circuit, @Nullable String lastError) {

    /** One that tells no more than what is wrong with it. */
    public static Dependency of(String name, @Nullable String trouble) {
      return new Dependency(name, trouble, 0, null, null);
    }
  }
}
