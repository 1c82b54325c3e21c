package io.sluice.http;

import io.sluice.message.Quality.Alert;
import io.sluice.message.Quality.Measured;
import io.sluice.message.Quality.QualityFound;
import io.sluice.message.Quality.Report;
import io.sluice.message.Quality.ReportMade;
import io.sluice.message.Quality.Unanswered;
import io.sluice.message.Quality.Worst;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What is known of quality in tests. */
final class QualitySamples {
  private static final Instant SINCE = Instant.parse("2026-01-31T10:00:00Z");

  static final QualityFound FOUND = new QualityFound(3_600_000, 50, List.of(
      new Measured("grounded", "answers that their sources bear out", "출처가 뒷받침하는 답변", 0.5, 60, 0.8,
          true, SINCE),
      new Measured("found", "questions for which something was found", "무언가를 찾은 질문", 0.9, 60, 0.7,
          true, null),
      new Measured("relevancy", "near", "가까움", 0.7, 60, null, true, null),
      new Measured("rating", "ratings", "평가", 0.25, 3, 0.5, false, null),
      new Measured("topics", "like before", "비슷한 정도", null, 0, 0.4, false, null)),
      List.of(new Alert(SINCE, "grounded", true, 0.75, 0.8)));
  static final ReportMade MADE = new ReportMade(new Report(LocalDate.of(2026, 1, 31), 6, 5, 1, 4, 2,
      0.75, 0.5, 0.25, 0.125, 3, 4.5, 0.25,
      List.of(new Worst("n.1", "휴가는?", 0.5, 1, "rating"),
          new Worst("n.2", "When?", null, null, "ungrounded")),
      List.of(new Unanswered("주차는?", 2, List.of("주차 등록은?"))), "Six.", "여섯."));

  private QualitySamples() {}
}
