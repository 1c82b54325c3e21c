package io.sluice.bus;

import static io.sluice.bus.Examples.KOREAN;

import io.sluice.message.Message;
import io.sluice.message.Quality.Alert;
import io.sluice.message.Quality.FindQuality;
import io.sluice.message.Quality.MakeReport;
import io.sluice.message.Quality.Measured;
import io.sluice.message.Quality.QualityFound;
import io.sluice.message.Quality.Report;
import io.sluice.message.Quality.ReportMade;
import io.sluice.message.Quality.Unanswered;
import io.sluice.message.Quality.Worst;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Messages of how good answers are, the fullest of each type first. */
final class QualityExamples {
  private static final Instant AT = Instant.ofEpochMilli(1_780_000_000_000L);

  static final List<Message> ALL = List.of(new FindQuality(),
      new QualityFound(3_600_000, 50,
          List.of(new Measured("grounded", "answers", KOREAN, 0.5, 1L << 40, 0.75, true, AT)),
          List.of(new Alert(AT, "grounded", true, 0.5, 0.75))),
      new QualityFound(1, 1, List.of(new Measured("found", "f", "f", null, 0, null, false, null)),
          List.of()),
      new MakeReport(LocalDate.of(2026, 1, 31)),
      new ReportMade(new Report(LocalDate.of(2026, 1, 31), 1L << 40, 9, 1, 8, 2, 0.5, 0.75, 0.25,
          0.125, 3, 4.5, 0.5, List.of(new Worst("n.1", KOREAN, 0.25, 1, "rating")),
          List.of(new Unanswered(KOREAN, 1L << 40, List.of("휴가?"))), "text", KOREAN)),
      new ReportMade(new Report(LocalDate.EPOCH, 0, 0, 0, 0, 0, null, null, null, null, 0, null, 0,
          List.of(new Worst("n.2", "q", null, null, "ungrounded")), List.of(), "", "")));

  private QualityExamples() {}
}
