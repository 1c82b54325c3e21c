package io.sluice.endpoint;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;

/** What a server knows its users by. */
public final class ApiKey {
  private static final int LONGEST = 2000;

  private ApiKey() {}

  /** A key that a header can carry; empty where there is none. */
  public static String check(String field, String key) {
    Check.atMost(field, Check.required(field, key), LONGEST);
    if (key.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
      throw new Violation(field, "must have visible ASCII characters only");
    }
    return key;
  }
}
