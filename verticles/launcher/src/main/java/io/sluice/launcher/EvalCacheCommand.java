package io.sluice.launcher;

import io.sluice.cache.alike.Judge;
import io.sluice.launcher.CacheTrial.Found;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice eval-cache}: measures which questions the cache takes for the same. */
@Command(name = "eval-cache", mixinStandardHelpOptions = true, description = "Measures which questions the cache takes for the same, on questions of which that is known.")
final class EvalCacheCommand implements Callable<Integer> {
  private static final List<Double> THRESHOLDS = List.of(0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95);
  private static final List<Double> PRECISIONS = List.of(0.90, 0.95);

  @Mixin
  private ConfigOptions configuration = new ConfigOptions();

  @Parameters(paramLabel = "FILE", description = "A .json array of {\"origin\", \"similar\"}, or lines of a topic, a type and a wording with tabs between, ten of a question.")
  private Path file = Path.of("");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var questions = AskedAgain.read(file);
    try (var node = EvalNode.start(configuration, null)) {
      var trial = new CacheTrial(node.bus(), new ProgressLine(spec.commandLine().getErr()));
      trial.read(questions.groups().stream().flatMap(List::stream).distinct().toList());
      var out = spec.commandLine().getOut();
      if (!questions.paired()) {
        pairs(trial, questions, out);
      }
      asked(trial, questions, out);
      out.flush();
    }
    return 0;
  }

  private static void pairs(CacheTrial trial, AskedAgain questions, PrintWriter out) {
    var stored = new LinkedHashMap<String, Object>();
    long same = 0;
    for (var group : questions.groups()) {
      group.forEach(text -> stored.putIfAbsent(text, group));
      same += (long) group.size() * (group.size() - 1) / 2;
    }
    var best = trial.pairs(stored).stream()
        .sorted(Comparator.comparingDouble(Found::score).reversed()).toList();
    out.printf("All pairs of %d wordings, %d of them of one question:%n", stored.size(), same);
    for (var precision : PRECISIONS) {
      out.printf(Locale.ROOT, "  recall %.3f at precision %.2f%n",
          (double) rightWith(best, precision) / same, precision);
    }
  }

  /** As many as are right where no lower score keeps the precision. */
  private static int rightWith(List<Found> best, double precision) {
    int right = 0;
    int kept = 0;
    for (var i = 0; i < best.size(); i++) {
      right += best.get(i).right() ? 1 : 0;
      kept = right >= precision * (i + 1) ? right : kept;
    }
    return kept;
  }

  private static void asked(CacheTrial trial, AskedAgain questions, PrintWriter out) {
    var stored = new LinkedHashMap<String, Object>();
    var asked = new ArrayList<Map.Entry<String, Object>>();
    for (var group : questions.groups()) {
      for (var i = 0; i < group.size(); i += 2) {
        stored.putIfAbsent(group.get(i), group.getFirst());
      }
      for (var i = 1; i < group.size(); i += 2) {
        asked.add(Map.entry(group.get(i), group.getFirst()));
      }
    }
    var found = trial.ask(stored, asked);
    out.printf("%d questions stored, %d asked:%n", stored.size(), asked.size());
    out.printf("  threshold   right  wrong  missed%n");
    for (var threshold : THRESHOLDS) {
      var served = found.stream().filter(one -> one.score() >= threshold).toList();
      var right = served.stream().filter(Found::right).count();
      out.printf(Locale.ROOT, "  %9.2f  %6d %6d  %6d%s%n", threshold, right,
          served.size() - right, asked.size() - served.size(),
          threshold == Judge.USUAL_THRESHOLD ? "  (as shipped)" : "");
    }
  }
}
