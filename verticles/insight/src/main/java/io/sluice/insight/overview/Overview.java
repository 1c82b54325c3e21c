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
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the questions of each tenant went in each minute of the last day, in memory: it begins anew with the
 * node. Minutes without a question take no room. Of so many tenants, the one of which nothing was heard for
 * the longest time is forgotten first. Confined to one context.
 *
 * <p>Minutes go on evenly from those of the clock at the start. Where it is set, all of them are shown as many
 * whole minutes later or earlier as it is off by then: none is counted twice, and none is lost.
 */
public final class Overview {
  static final int MOST_TENANTS = 100;
  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();
  private static final int LEAST = 5;
  private static final int DAY = 24 * 60;

  private final Clock clock;
  private final LongSupplier steadyMs;
  /** What the clock said when the steady time was 0. */
  private final long originMs;
  private final long begunMs;
  /** The one that was heard of last is last. */
  private final SequencedMap<String, Minutes> tenants = new LinkedHashMap<>();
  private boolean forgot;

  /** A tenant's, by their number since 1970. */
  private record Minutes(long sinceMs, NavigableMap<Long, Tally> all) {}

  /**
   * One that begins to count now.
   *
   * @param steadyMs goes on evenly, whatever becomes of the clock
   */
  public Overview(Clock clock, LongSupplier steadyMs) {
    this.clock = clock;
    this.steadyMs = steadyMs;
    this.originMs = clock.millis() - steadyMs.getAsLong();
    this.begunMs = nowMs();
  }

  /** What the clock would say had nobody set it. */
  private long nowMs() {
    return originMs + steadyMs.getAsLong();
  }

  /** How far it was set since, in whole minutes: what is less is no matter. */
  private long setMinutes() {
    return Math.round((double) (clock.millis() - nowMs()) / MINUTE_MS);
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
    var minute = Math.floorDiv(nowMs(), MINUTE_MS);
    minutes.all().headMap(minute - DAY, true).clear();
    minutes.all().computeIfAbsent(minute, first -> new Tally()).add(end);
  }

  /** Whoever is not known may have been forgotten. */
  private long since(@Nullable Minutes known) {
    return known != null ? known.sinceMs() : forgot ? nowMs() : begunMs;
  }

  /** In at most 120 moments, of which the last one is now. */
  public OverviewFound find(String tenant, FindOverview asked) {
    var minutes = Math.clamp(asked.minutes(), LEAST, DAY);
    var step = minutes <= 120 ? 1 : minutes <= 600 ? 5 : 15;
    var count = Math.ceilDiv(minutes, step);
    var set = setMinutes();
    var last = Math.floorDiv(shown(nowMs(), set).toEpochMilli(), step * MINUTE_MS);
    var known = tenants.get(tenant);
    var totals = new Tally();
    var moments = IntStream.range(0, count).mapToObj(i -> {
      var first = (last - count + 1 + i) * step;
      var tally = new Tally();
      if (known != null) {
        known.all().subMap(first - set, first - set + step).values().forEach(tally::add);
      }
      totals.add(tally);
      return new Moment(Instant.ofEpochMilli(first * MINUTE_MS), tally.figures());
    }).toList();
    return new OverviewFound(moments.getFirst().at(), shown(nowMs(), set), step * MINUTE_MS,
        shown(since(known), set), totals.figures(), moments);
  }

  private static Instant shown(long ms, long setMinutes) {
    return Instant.ofEpochMilli(ms + setMinutes * MINUTE_MS);
  }
}
