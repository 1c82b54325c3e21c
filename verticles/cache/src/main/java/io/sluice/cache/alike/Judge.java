package io.sluice.cache.alike;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a question that is asked is one that was asked before.
 *
 * <p>Likeness is not sameness: "how do I enable it?" is as like "how do I disable it?" as two questions can
 * be. So the {@link Guard}s are asked first, and what one of them minds is not served at any score. Of what
 * is left the score says two things at once, and is the smaller of them: how sure it is that the two are
 * the same, and how clearly nearer this one is than the next with another answer. For where two stored
 * questions are about as near, one of them is the wrong one.
 */
public final class Judge {
  /** At this score about 19 of 20 are right; see {@code sluice eval-cache}. */
  public static final double USUAL_THRESHOLD = 0.8;
  /** So far, in log-odds, one must lead the next to be served at the usual threshold. */
  private static final double LEAD = 1.05;
  private static final double LEAD_COUNTS = 2;
  private static final double SURE = 20;

  private final LongToDoubleFunction rarity;

  private Judge(LongToDoubleFunction rarity) {
    this.rarity = rarity;
  }

  /** One that weighs words by how many of these questions have them. */
  public static Judge of(Candidates<?> stored) {
    return new Judge(stored::rarity);
  }

  /** The verdict on one stored question, as if there were no other. */
  public Verdict on(Asked now, Asked stored, @Nullable Double cosine) {
    return verdict(Guard.objection(now, stored), logOdds(now, stored, cosine), -SURE);
  }

  /** The best of the candidates no guard minds, else the best of the others; null where there is none. */
  public <K> @Nullable Match<K> best(Asked now, List<Candidate<K>> candidates) {
    var judged = candidates.stream().map(candidate -> judged(now, candidate)).toList();
    Judged<K> best = null;
    for (var one : judged) {
      best = best == null || one.beats(best) ? one : best;
    }
    if (best == null) {
      return null;
    }
    double rival = -SURE;
    for (var one : judged) {
      if (one.veto() == null && !one.candidate().answer().equals(best.candidate().answer())) {
        rival = Math.max(rival, one.logOdds());
      }
    }
    return new Match<>(best.candidate(), verdict(best.veto(), best.logOdds(), rival));
  }

  private record Judged<K>(Candidate<K> candidate, @Nullable String veto, double logOdds) {

    boolean beats(Judged<K> other) {
      return (veto == null) == (other.veto == null)
          ? logOdds > other.logOdds
          : veto == null;
    }
  }

  private <K> Judged<K> judged(Asked now, Candidate<K> candidate) {
    return new Judged<>(candidate, Guard.objection(now, candidate.asked()),
        logOdds(now, candidate.asked(), candidate.cosine()));
  }

  private double logOdds(Asked now, Asked stored, @Nullable Double cosine) {
    return now.wording().flat().equals(stored.wording().flat())
        ? SURE
        : Scale.logOdds(Agreement.of(now.wording(), stored.wording(), rarity), cosine);
  }

  private static Verdict verdict(@Nullable String veto, double logOdds, double rival) {
    var lead = logOdds == SURE ? SURE : LEAD_COUNTS * (logOdds - rival - LEAD);
    var odds = Math.exp(Math.min(logOdds, lead)) * USUAL_THRESHOLD / (1 - USUAL_THRESHOLD);
    return new Verdict(odds / (1 + odds), veto);
  }
}
