package io.sluice.evaluation.report;

import io.sluice.evaluation.Evaluated;
import io.sluice.evaluation.Evaluated.Outcome;
import io.sluice.evaluation.dataset.Question;
import io.sluice.evaluation.measure.Metric;
import io.sluice.evaluation.measure.Scores;
import io.sluice.evaluation.report.Losses.Loss;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The numbers in Markdown, which is also what the terminal shows. */
public final class Markdown {
  private static final int LONGEST_QUESTION = 70;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE
      .withZone(ZoneOffset.UTC);

  private Markdown() {}

  /** All data sets of an evaluation, below each other. */
  public static String of(Header header, List<Evaluated> all) {
    var text = new StringBuilder("    " + header.command() + "\n\n");
    for (var evaluated : all) {
      text.append(of(header, evaluated)).append('\n');
    }
    return text.toString();
  }

  private static String of(Header header, Evaluated evaluated) {
    var text = new StringBuilder("## " + evaluated.dataset() + "\n\n");
    text.append(String.format(Locale.ROOT,
        "%,d questions (%s), %,d documents in %,d passages (%s); k %d, model %s; %s, %s.\n\n",
        evaluated.questions().size(), evaluated.format(), evaluated.documents(),
        evaluated.passages(), evaluated.chunking(), header.k(), evaluated.model(), header.version(),
        DAY.format(header.date())));
    notes(evaluated).forEach(note -> text.append("- ").append(note).append(".\n"));
    text.append(notes(evaluated).isEmpty() ? "" : "\n").append(numbers(header, evaluated));
    var first = evaluated.outcomes().getFirst();
    evaluated.outcomes().stream().skip(1)
        .forEach(outcome -> text.append(losses(evaluated, first, outcome)));
    return text.toString();
  }

  private static List<String> notes(Evaluated evaluated) {
    var notes = new ArrayList<>(evaluated.notes());
    for (var outcome : evaluated.outcomes()) {
      new TreeMap<>(outcome.degraded()).forEach((what, count) -> notes
          .add(outcome.run().name() + ": " + what + " was given up for " + count
              + " of the questions"));
    }
    return notes;
  }

  private static String numbers(Header header, Evaluated evaluated) {
    var head = new ArrayList<>(List.of("run"));
    for (var metric : Metric.values()) {
      head.add(metric.label(header.precisionDepth()));
    }
    head.addAll(List.of("p50 ms", "p99 ms", "p nDCG", "p MRR"));
    var table = new Table().row(head);
    for (var outcome : evaluated.outcomes()) {
      table.row(numbers(outcome));
    }
    return table.text();
  }

  private static List<String> numbers(Outcome outcome) {
    var run = outcome.run();
    var cells = new ArrayList<String>();
    cells.add(run.name());
    for (var metric : Metric.values()) {
      cells.add(share(metric.mean(outcome.scores())));
    }
    cells.add(String.format(Locale.ROOT, "%.1f", outcome.latency().p50()));
    cells.add(String.format(Locale.ROOT, "%.1f", outcome.latency().p99()));
    var difference = outcome.difference();
    cells.add(difference == null ? "" : String.format(Locale.ROOT, "%.4f", difference.ndcg()));
    cells.add(difference == null ? "" : String.format(Locale.ROOT, "%.4f", difference.mrr()));
    return cells;
  }

  private static String losses(Evaluated evaluated, Outcome first, Outcome outcome) {
    var losses = Losses.of(evaluated, outcome);
    if (losses.isEmpty()) {
      return "\nNo question lost anything in " + outcome.run().name() + ".\n";
    }
    var table = new Table().row(List.of("question", "right document", "nDCG@10",
        "rank in " + first.run().name(), "rank in " + outcome.run().name()));
    losses.forEach(loss -> table.row(cells(loss)));
    return "\nThe worst losses of " + outcome.run().name() + ":\n\n" + table.text();
  }

  private static List<String> cells(Loss loss) {
    return List.of(loss.question().id() + ": " + shortened(loss.question().text()),
        relevant(loss.question()), String.format(Locale.ROOT, "%+.3f", loss.ndcg()),
        rank(loss.first()), rank(loss.now()));
  }

  private static String relevant(Question question) {
    var relevant = question.judgements().entrySet().stream().filter(one -> one.getValue() > 0)
        .map(Map.Entry::getKey).sorted().toList();
    return relevant.stream().limit(1).collect(Collectors.joining())
        + (relevant.size() > 1 ? " and " + (relevant.size() - 1) + " more" : "");
  }

  private static String rank(Scores scores) {
    return scores.rank() == null ? "–" : String.valueOf(scores.rank());
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_QUESTION
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUESTION)) + "…";
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
