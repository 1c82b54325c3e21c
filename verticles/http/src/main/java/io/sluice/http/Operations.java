package io.sluice.http;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What those who run the gateway can see of it that no actor tells.
 *
 * @param metrics what Prometheus is told, in its text format
 * @param dependencies without which it goes on, if with less
 * @param stopping whether it is about to stop, so that nobody should be sent here any more
 */
public record Operations(Supplier<String> metrics, List<Dependency> dependencies,
    BooleanSupplier stopping) {
  public Operations {
    dependencies = List.copyOf(dependencies);
  }

  /**
   * Something outside.
   *
   * @param trouble what is wrong with it now; null for nothing
   */
  public record Dependency(String name, Supplier<@Nullable String> trouble) {}
}
