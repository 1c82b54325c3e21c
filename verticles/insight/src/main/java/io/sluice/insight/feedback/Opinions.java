package io.sluice.insight.feedback;

import io.sluice.bus.Bus;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.Kind;
import io.sluice.message.AbRouting.RecordOutcomes;
import io.sluice.message.CallInfo;
import io.sluice.message.Course;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells experiments what people thought of answers that count for one: the first rating, and whether a
 * source was opened, which nobody says of an answer of which none was: where it was not for some minutes, it
 * is taken that it is not going to be. Confined to one context.
 */
public final class Opinions {
  private static final long OPEN_MS = Duration.ofMinutes(10).toMillis();
  private static final int MOST = 50_000;

  private final Bus bus;
  /** Answers whose sources may still be opened, the oldest first. */
  private final SequencedMap<String, Tried> open = new LinkedHashMap<>();

  private record Tried(String experiment, String variant, @Nullable String asker, long atMs) {

    AbRouting.Outcome came(Kind kind, double value) {
      return new AbRouting.Outcome(experiment, variant, kind, value, asker);
    }
  }

  public Opinions(Bus bus) {
    this.bus = bus;
  }

  /** An answer was given. */
  public void given(Course course) {
    var done = course.done();
    if (course.id() != null && course.experiment() != null && done != null) {
      open.putLast(course.id(), new Tried(course.experiment(), done.route().variant(),
          course.asker(), course.atMs()));
      if (open.size() > MOST) {
        close(Long.MAX_VALUE, 1);
      }
    }
  }

  /** Somebody thought this of an answer. */
  public void thought(Outcome outcome) {
    var answer = outcome.answer();
    if (answer.id() == null || answer.experiment() == null || answer.route() == null) {
      return;
    }
    switch (outcome) {
      case Outcome.Rated(_, int rating) -> tell(List.of(new AbRouting.Outcome(answer.experiment(),
          answer.route().variant(), Kind.RATING, rating, answer.asker())));
      case Outcome.Clicked clicked -> {
        var tried = open.remove(answer.id());
        if (tried != null) { // else it is told already
          tell(List.of(tried.came(Kind.CLICKED, 1)));
        }
      }
    }
  }

  /** Of those that were given long enough ago no source was opened. */
  public void close(long nowMs) {
    close(nowMs - OPEN_MS, open.size());
  }

  private void close(long beforeMs, int most) {
    var left = new ArrayList<AbRouting.Outcome>();
    while (left.size() < most && !open.isEmpty()
        && open.firstEntry().getValue().atMs() <= beforeMs) {
      left.add(open.pollFirstEntry().getValue().came(Kind.CLICKED, 0));
    }
    if (!left.isEmpty()) {
      tell(left);
    }
  }

  private void tell(List<AbRouting.Outcome> outcomes) {
    bus.ask(AbRouting.RECORD_OUTCOMES, new RecordOutcomes(outcomes),
        CallInfo.within(AbRouting.RECORD_OUTCOMES.timeout(), "feedback"));
  }
}
