package io.sluice.launcher;

import io.sluice.message.QueryRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which questions of the log are meant: those that fit all of them. */
final class LogFilter {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  @Option(names = "--since", paramLabel = "WHEN", description = "Of the last 90s, 30m, 2h or 7d, or since a day (2026-01-31, UTC).")
  private @Nullable String since;

  @Option(names = "--id", paramLabel = "ID", description = "The one with this answer or request id.")
  private @Nullable String id;

  @Option(names = "--tenant", paramLabel = "NAME", description = "Of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--collection", paramLabel = "NAME", description = "To this collection.")
  private @Nullable String collection;

  @Option(names = "--variant", paramLabel = "NAME", description = "Answered by this variant.")
  private @Nullable String variant;

  @Option(names = "--tier", paramLabel = "NAME", description = "Answered by this tier.")
  private @Nullable String tier;

  @Option(names = "--text", paramLabel = "WORDS", description = "With these words in the question or the answer.")
  private @Nullable String text;

  @Option(names = "--slower-than", paramLabel = "MS", description = "That took longer, in milliseconds.")
  private @Nullable Double slowerThan;

  @Option(names = "--refused", description = "That were not answered.")
  private boolean refused;

  @Option(names = "--degraded", description = "For which something was given up.")
  private boolean degraded;

  @Option(names = "--ungrounded", description = "Whose answers their sources do not bear out.")
  private boolean ungrounded;

  @Option(names = "--cached", negatable = true, description = "That were answered from a cache; --no-cached for the others.")
  private @Nullable Boolean cached;

  /** What is wanted, since then. */
  record Wanted(@Nullable Instant since, Predicate<QueryRecord> rest) {

    boolean test(QueryRecord query) {
      return (since == null || !query.at().isBefore(since)) && rest.test(query);
    }
  }

  Wanted now() {
    return new Wanted(since == null ? null : instant(since), this::fits);
  }

  private static Instant instant(String when) {
    var ago = AGO.matcher(when);
    if (ago.matches()) {
      return Instant.now().minus(Duration.ofSeconds(Long.parseLong(ago.group(1))
          * switch (ago.group(2)) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            default -> 86_400;
          }));
    }
    try {
      return LocalDate.parse(when).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Trouble("--since: neither a time as 90s, 30m, 2h or 7d nor a day: " + when);
    }
  }

  private boolean fits(QueryRecord query) {
    var route = query.route();
    return (id == null || id.equals(query.id()) || id.equals(query.requestId()))
        && isOrAny(tenant, query.tenant()) && isOrAny(collection, query.collection())
        && isOrAny(variant, route == null ? null : route.variant())
        && isOrAny(tier, route == null ? null : route.tier())
        && (text == null || contains(query.question(), text) || contains(query.answer(), text))
        && (slowerThan == null
            || (query.timings() != null && query.timings().totalMs() > slowerThan))
        && (!refused || query.refusal() != null) && (!degraded || !query.degraded().isEmpty())
        && (!ungrounded || (query.refusal() == null && !query.grounded()))
        && (cached == null || (query.refusal() == null && cached == LogLine.isCached(query)));
  }

  private static boolean isOrAny(@Nullable String wanted, @Nullable String is) {
    return wanted == null || wanted.equals(is);
  }

  private static boolean contains(@Nullable String all, String part) {
    return all != null && all.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
