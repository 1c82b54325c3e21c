package io.sluice.redis;

import io.sluice.strictjson.Check;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which Redis.
 *
 * @param url {@code redis://user:password@host:port/database}, or {@code rediss:} for TLS; of a cluster or
 *        of sentinels several, with commas between; empty for none
 * @param master what the sentinels call it
 * @param prefix of all keys: what shares a corpus shares it, and nobody else
 * @param within how long a command may take
 */
public record RedisConfig(String url, Mode mode, String master, String prefix, Duration within) {
  private static final int LONGEST_URL = 4000;
  private static final int LONGEST_NAME = 100;
  private static final int LAST_PORT = 65_535;
  private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,4}");

  public RedisConfig {
    Check.atMost("url", Check.required("url", url), LONGEST_URL);
    Check.required("mode", mode);
    Check.text("master", master, LONGEST_NAME);
    Check.text("prefix", prefix, LONGEST_NAME);
    Check.positive("within", within);
    urls(url).forEach(RedisConfig::check);
    if (mode == Mode.SINGLE && urls(url).size() > 1) {
      throw new Check.Violation("url", "has several, which mode single has no use for");
    }
  }

  /** What answers there. */
  public enum Mode {
    SINGLE,
    SENTINEL,
    CLUSTER
  }

  /** Whether there is one at all. */
  public boolean isUsed() {
    return !url.isBlank();
  }

  List<String> urls() {
    return urls(url);
  }

  private static List<String> urls(String url) {
    return Stream.of(url.split(",", -1)).map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  /** What is wrong is not repeated: there may be a password in it. */
  private static void check(String one) {
    try {
      var uri = URI.create(one);
      if (("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))
          && uri.getHost() != null && uri.getPort() <= LAST_PORT
          && DATABASE.matcher(uri.getPath()).matches()) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Check.Violation("url",
        "must be redis://host:port/database or rediss://host:port/database");
  }
}
