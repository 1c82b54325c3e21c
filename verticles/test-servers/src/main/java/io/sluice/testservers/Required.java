package io.sluice.testservers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;

/**
 * What tests may not do without: the names in {@code -Dsluice.require}, with commas between. Without
 * what is not named there the tests that need it are skipped, and say why.
 */
public final class Required {
  private static final List<String> NAMES = List
      .of(System.getProperty("sluice.require", "").split(","));

  private Required() {}

  /** Ends the test, which fails or is skipped. */
  public static RuntimeException missing(String name, String why) {
    return NAMES.contains(name) ? fail(why) : abort(why);
  }
}
