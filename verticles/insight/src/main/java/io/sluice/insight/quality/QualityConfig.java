package io.sluice.insight.quality;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at to see whether answers are as good as they were.
 *
 * @param window how far back is looked
 * @param minimum answers in it before anything is said
 * @param measuredPerMinute of so many answers it is measured by their vectors how near they are to their
 *        questions
 * @param webhook that is told, as Slack's incoming webhooks are; null or empty for none
 * @param language of what it is told
 */
public record QualityConfig(Duration window, int minimum, int measuredPerMinute,
    Thresholds thresholds, @Nullable String webhook, Tongue language) {
  private static final Duration LONGEST = Duration.ofDays(7);

  public QualityConfig {
    Check.positive("window", window);
    if (window.compareTo(LONGEST) > 0) {
      throw new Violation("window", "must be at most seven days");
    }
    Check.range("minimum", minimum, 1, 1_000_000);
    Check.range("measured-per-minute", measuredPerMinute, 0, 6_000);
    Check.required("thresholds", thresholds);
    if (webhook != null && !webhook.isBlank() && !isWeb(webhook)) {
      throw new Violation("webhook", "must be an http or https address");
    }
    Check.required("language", language);
  }

  /** What people are told in. */
  public enum Tongue {
    EN,
    KO;

    String say(String english, String korean) {
      return this == KO ? korean : english;
    }
  }

  /** Looks, but tells nobody. */
  public static QualityConfig silent() {
    return new QualityConfig(Duration.ofHours(1), 50, 0, Thresholds.NONE, null, Tongue.EN);
  }

  private static boolean isWeb(String address) {
    try {
      var uri = URI.create(address);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
