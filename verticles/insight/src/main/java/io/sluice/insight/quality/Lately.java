package io.sluice.insight.quality;

import io.sluice.insight.feedback.Outcome;
import io.sluice.insight.feedback.Outcome.Clicked;
import io.sluice.insight.feedback.Outcome.Rated;
import io.sluice.insight.quality.Watch.Turn;
import io.sluice.insight.quality.Window.Seen;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Quality.Alert;
import io.sluice.message.Quality.Measured;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How good the answers of one tenant, or of all, are lately. Confined to one context. */
final class Lately {
  private static final int MOST_ALERTS = 100;
  private static final double WORST_RATING = 1;
  private static final double RATINGS = 4;

  private final Map<Measure, Window> windows = new EnumMap<>(Measure.class);
  private final Map<Measure, Rolling> rolling = new EnumMap<>(Measure.class);
  private final Map<Measure, Watch> watches = new EnumMap<>(Measure.class);
  private final Topics topics;
  private final Opened opened;
  /** The newest first. */
  private final Deque<Alert> alerts = new ArrayDeque<>();

  Lately(QualityConfig config) {
    this.topics = new Topics(config.window(), config.minimum());
    this.opened = new Opened(config.window());
    for (var measure : Measure.values()) {
      windows.put(measure, switch (measure) {
        case TOPICS -> topics;
        case PRECISION -> opened;
        default -> rolling.computeIfAbsent(measure, first -> new Rolling(config.window()));
      });
      watches.put(measure, new Watch(config.thresholds().of(measure), config.minimum()));
    }
  }

  /**
   * An answer was made.
   *
   * @param topic what its question is about
   */
  void made(long nowMs, float[] topic, Done done) {
    topics.add(nowMs, topic);
    if (done.timings().searchMs() == null) {
      return; // nothing was to be found
    }
    var held = Held.of(!done.sources().isEmpty(), done.grounded(), done.support(),
        done.degraded());
    add(Measure.FOUND, nowMs, held ? 1 : 0);
    if (!done.sources().isEmpty()) {
      add(Measure.TOP_SCORE, nowMs, Math.clamp(done.sources().getFirst().score(), 0, 1));
      add(Measure.GROUNDED, nowMs, done.grounded() ? 1 : 0);
      if (done.support() != null) {
        add(Measure.FAITHFULNESS, nowMs, done.support());
      }
    }
  }

  void near(long nowMs, Nearness.Near near) {
    add(Measure.RELEVANCY, nowMs, near.answer());
    add(Measure.CONTEXT, nowMs, near.context());
  }

  void thought(long nowMs, Outcome outcome) {
    switch (outcome) {
      case Rated(var answer, var rating) -> {
        add(Measure.RATING, nowMs, (rating - WORST_RATING) / RATINGS);
        opened.rated(nowMs, answer, rating);
      }
      case Clicked(var answer, var position) -> opened.clicked(nowMs, answer, position);
    }
  }

  private void add(Measure measure, long nowMs, double value) {
    Objects.requireNonNull(rolling.get(measure)).add(nowMs, value);
  }

  Seen seen(Measure measure, long nowMs) {
    return Objects.requireNonNull(windows.get(measure)).seen(nowMs);
  }

  /**
   * What has become bad, or good again, since this was asked last.
   *
   * @param at what time that is for people
   */
  List<Alert> look(long nowMs, Instant at) {
    var changed = new ArrayList<Alert>();
    for (var measure : Measure.values()) {
      var watch = watch(measure);
      var seen = seen(measure, nowMs);
      watch.look(seen, at).ifPresent(turn -> changed.add(
          new Alert(at, measure.tag(), turn == Turn.BAD, seen.mean(), watch.threshold())));
    }
    changed.forEach(alerts::addFirst);
    while (alerts.size() > MOST_ALERTS) {
      alerts.removeLast();
    }
    return changed;
  }

  /** While there is too little to be seen nothing is bad, though nothing is told to be good again. */
  boolean isBad(Measure measure, long nowMs) {
    return watch(measure).badSince() != null && watch(measure).isEnough(seen(measure, nowMs));
  }

  private Watch watch(Measure measure) {
    return Objects.requireNonNull(watches.get(measure));
  }

  List<Alert> alerts() {
    return List.copyOf(alerts);
  }

  List<Measured> measured(long nowMs) {
    return Arrays.stream(Measure.values()).map(measure -> measured(measure, nowMs)).toList();
  }

  private Measured measured(Measure measure, long nowMs) {
    var seen = seen(measure, nowMs);
    var watch = watch(measure);
    return new Measured(measure.tag(), measure.english(), measure.korean(),
        seen.count() == 0 ? null : seen.mean(), seen.count(),
        watch.threshold() == 0 ? null : watch.threshold(), watch.isEnough(seen),
        watch.badSince());
  }
}
