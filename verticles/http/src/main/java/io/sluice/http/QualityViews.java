package io.sluice.http;

import io.sluice.message.Quality;
import io.sluice.message.Quality.QualityFound;
import io.sluice.message.Quality.Unanswered;
import io.sluice.message.Quality.Worst;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How good answers are, as users read it. */
final class QualityViews {
  private static final String GOOD = "good";
  private static final String BAD = "bad";
  private static final String UNKNOWN = "unknown";

  private QualityViews() {}

  record Lately(long windowMs, int minimum, List<Measure> measures, List<Alert> alerts) {

    static Lately of(QualityFound found) {
      return new Lately(found.windowMs(), found.minimum(),
          found.measures().stream().map(Measure::of).toList(),
          found.alerts().stream().map(Alert::of).toList());
    }
  }

  record Measure(String name, String english, String korean, @Nullable Double value, long count,
      @Nullable Double threshold, String state, @Nullable Instant since) {

    static Measure of(Quality.Measured found) {
      return new Measure(found.measure(), found.english(), found.korean(), found.value(),
          found.count(), found.threshold(), state(found), found.badSince());
    }

    private static String state(Quality.Measured found) {
      if (found.badSince() != null) {
        return found.enough() ? BAD : UNKNOWN;
      }
      return found.enough() && found.threshold() != null ? GOOD : UNKNOWN;
    }
  }

  record Alert(Instant at, String measure, String state, double value, double threshold) {

    static Alert of(Quality.Alert found) {
      return new Alert(found.at(), found.measure(), found.bad() ? BAD : GOOD, found.value(),
          found.threshold());
    }
  }

  record Report(LocalDate day, long questions, long answered, long refused, long searched,
      long notFound, @Nullable Double topScore, @Nullable Double grounded,
      @Nullable Double topThreeClicked, @Nullable Double precisionAt3, Ratings ratings,
      double costUsd, List<Worst> worst, List<Unanswered> unanswered, String english,
      String korean) {

    static Report of(Quality.Report made) {
      return new Report(made.day(), made.questions(), made.answered(), made.refused(),
          made.searched(), made.notFound(), made.topScore(), made.grounded(),
          made.topThreeClicked(), made.precisionAtThree(),
          new Ratings(made.ratings(), made.rating()), made.costUsd(), made.worst(),
          made.unanswered(), made.english(), made.korean());
    }
  }

  record Ratings(long count, @Nullable Double mean) {}
}
