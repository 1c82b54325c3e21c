package io.sluice.evaluation;

import io.sluice.evaluation.Evaluated.Latency;
import io.sluice.evaluation.dataset.Question;
import io.sluice.evaluation.measure.Percentile;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long a search takes when it is the only one. To be used when all questions were asked
 * once, so that everything is warm.
 */
final class Timing {
  private static final int SAMPLE = 100;
  private static final double NANOS_PER_MS = 1e6;

  private final Asking asking;
  private final Progress progress;

  Timing(Asking asking, Progress progress) {
    this.asking = asking;
    this.progress = progress;
  }

  /** The runs take turns, so that whatever else the machine does meets all of them. */
  List<Latency> measure(List<Run> runs, List<Question> all) {
    var sample = spread(all);
    var times = new double[runs.size()][sample.size()];
    for (var i = 0; i < sample.size(); i++) {
      for (var j = 0; j < runs.size(); j++) {
        var turn = (i + j) % runs.size();
        var start = System.nanoTime();
        asking.search(runs.get(turn), sample.get(i));
        times[turn][i] = (System.nanoTime() - start) / NANOS_PER_MS;
      }
      progress.at("latency", i + 1, sample.size());
    }
    var latencies = new ArrayList<Latency>();
    for (var run : times) {
      latencies.add(new Latency(Percentile.of(run, 0.5), Percentile.of(run, 0.99), run.length));
    }
    return latencies;
  }

  /** From all over the data set, the same each time. */
  private static List<Question> spread(List<Question> all) {
    var count = Math.min(SAMPLE, all.size());
    var sample = new ArrayList<Question>();
    for (var i = 0; i < count; i++) {
      sample.add(all.get((int) ((long) i * all.size() / count)));
    }
    return sample;
  }
}
