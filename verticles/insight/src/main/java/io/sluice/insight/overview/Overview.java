package io.sluice.insight.overview;

import io.sluice.message.Insight.FindOverview;
import io.sluice.message.Insight.Moment;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.OverviewFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the questions of each tenant went in each minute of the last day, in memory: it begins anew with the
 * node. Minutes without a question take no room. Of so many tenants, the one of which nothing was heard for
 * the longest time is forgotten first. Confined to one context.
 */
public final class Overview {
  static final int MOST_TENANTS = 100;
  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();
  private static final int LEAST = 5;
  private static final int DAY = 24 * 60;

  private final Clock clock;
  private final Instant begun;
  /** The one that was heard of last is last. */
  private final SequencedMap<String, Minutes> tenants = new LinkedHashMap<>();
  private boolean forgot;

  /** A tenant's, by their number since 1970. */
  private record Minutes(Instant since, NavigableMap<Long, Tally> all) {}

  /** One that begins to count now. */
  public Overview(Clock clock) {
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** A question of the tenant has ended. */
  public void add(String tenant, Observe end) {
    var known = tenants.get(tenant);
    var minutes = known == null ? new Minutes(since(null), new TreeMap<>()) : known;
    tenants.putLast(tenant, minutes);
    if (tenants.size() > MOST_TENANTS) {
      tenants.pollFirstEntry();
      forgot = true;
    }
    var minute = Math.floorDiv(clock.millis(), MINUTE_MS);
    minutes.all().headMap(minute - DAY, true).clear();
    minutes.all().computeIfAbsent(minute, first -> new Tally()).add(end);
  }

  /** Whoever is not known may have been forgotten. */
  private Instant since(@Nullable Minutes known) {
    return known != null ? known.since() : forgot ? clock.instant() : begun;
  }

  /** In at most 120 moments, of which the last one is now. */
  public OverviewFound find(String tenant, FindOverview asked) {
    var minutes = Math.clamp(asked.minutes(), LEAST, DAY);
    var step = minutes <= 120 ? 1 : minutes <= 600 ? 5 : 15;
    var count = Math.ceilDiv(minutes, step);
    var now = clock.instant();
    var last = Math.floorDiv(now.toEpochMilli(), step * MINUTE_MS);
    var known = tenants.get(tenant);
    var totals = new Tally();
    var moments = IntStream.range(0, count).mapToObj(i -> {
      var first = (last - count + 1 + i) * step;
      var tally = new Tally();
      if (known != null) {
        known.all().subMap(first, first + step).values().forEach(tally::add);
      }
      totals.add(tally);
      return new Moment(Instant.ofEpochMilli(first * MINUTE_MS), tally.figures());
    }).toList();
    return new OverviewFound(moments.getFirst().at(), now, step * MINUTE_MS, since(known),
        totals.figures(), moments);
  }
}
