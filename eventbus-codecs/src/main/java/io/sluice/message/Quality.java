package io.sluice.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code insight} can be asked of how good a tenant's answers are. */
public sealed interface Quality extends Message {

  Ask<FindQuality, QualityFound> FIND_QUALITY = new Ask<>("sluice.find-quality", FindQuality.class,
      QualityFound.class, Duration.ofSeconds(5));
  Ask<MakeReport, ReportMade> MAKE_REPORT = new Ask<>("sluice.make-report", MakeReport.class,
      ReportMade.class, Duration.ofSeconds(60));

  /** How good are they now? */
  record FindQuality() implements Quality {}

  /**
   * Like this.
   *
   * @param windowMs how far back was looked
   * @param minimum of answers, before anything is said to be good or bad
   * @param alerts what became bad, or good again, the newest first
   */
  record QualityFound(long windowMs, int minimum, List<Measured> measures,
      List<Alert> alerts) implements Quality {
    public QualityFound {
      measures = List.copyOf(measures);
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * One measure, from 0 to 1, of which more is better.
   *
   * @param english what it is, in words
   * @param korean the same
   * @param value null where there was nothing to be measured
   * @param count how often it was measured
   * @param threshold below which it is bad; null where it never is
   * @param enough whether it was measured so often that it can be said to be good or bad
   * @param badSince null where it is not bad
   */
  record Measured(String measure, String english, String korean, @Nullable Double value, long count,
      @Nullable Double threshold, boolean enough, @Nullable Instant badSince) {}

  /** A measure became bad, or good again. */
  record Alert(Instant at, String measure, boolean bad, double value, double threshold) {}

  /** How did this day (of UTC) go? */
  record MakeReport(LocalDate day) implements Quality {}

  /** Like this. */
  record ReportMade(Report report) implements Quality {}

  /**
   * A day.
   *
   * @param searched for how many questions was searched
   * @param notFound for how many of them nothing was found
   * @param topScore the mean of the best passages' scores; null where there was none
   * @param grounded the share of answers from passages that these bear out
   * @param topThreeClicked the share of answers with sources of which one of the first three was opened
   * @param precisionAtThree how many of the first three were, of answers of which one was, or that were
   *        rated badly
   * @param rating the mean, 1 to 5
   * @param worst the answers that should be looked at, the worst first
   * @param unanswered what nobody could answer, what was asked most first
   * @param english all of it in words
   * @param korean the same
   */
  record Report(LocalDate day, long questions, long answered, long refused, long searched,
      long notFound, @Nullable Double topScore, @Nullable Double grounded,
      @Nullable Double topThreeClicked, @Nullable Double precisionAtThree, long ratings,
      @Nullable Double rating, double costUsd, List<Worst> worst, List<Unanswered> unanswered,
      String english, String korean) {
    public Report {
      worst = List.copyOf(worst);
      unanswered = List.copyOf(unanswered);
    }
  }

  /**
   * An answer that should be looked at.
   *
   * @param why {@code rating}, {@code ungrounded} or {@code score}
   */
  record Worst(String id, String question, @Nullable Double score, @Nullable Integer rating,
      String why) {}

  /**
   * Something nobody could answer.
   *
   * @param question as it was asked most
   * @param count how often it, or something like it, was asked
   * @param others that are like it
   */
  record Unanswered(String question, long count, List<String> others) {
    public Unanswered {
      others = List.copyOf(others);
    }
  }
}
