package io.sluice.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the typed bus costs beside the bare one, and beside no bus at all. */
final class BusHop {
  private final Map<String, DoubleStream.Builder> nanos = new HashMap<>();

  private BusHop() {}

  /** In each round JMH measures every one in a JVM of its own. */
  static List<Row> measure(Settings settings) throws RunnerException {
    var hop = new BusHop();
    for (var round = 0; round < settings.hopRounds(); round++) {
      hop.add(new Runner(options(settings).build()).run());
    }
    var many = hop.series("ask", "32");
    return List.of(
        row("bus hop, one at a time / bare `request`", hop.series("ask", "1"),
            hop.series("request", "1")),
        row("bus hop, 32 in flight / bare `request`", many, hop.series("request", "32")),
        row("bus hop, 32 in flight / method call", many, hop.series("call", "")));
  }

  private static ChainedOptionsBuilder options(Settings settings) {
    var time = TimeValue.milliseconds(settings.hopTime().toMillis());
    return new OptionsBuilder().include(HopBenchmark.class.getName())
        .forks(settings.forks() ? 1 : 0).warmupIterations(2).warmupTime(time)
        .measurementIterations(2).measurementTime(time).verbosity(VerboseMode.SILENT);
  }

  private void add(Collection<RunResult> results) {
    for (var result : results) {
      var atOnce = result.getParams().getParam("atOnce");
      nanos.computeIfAbsent(key(result.getPrimaryResult().getLabel(), atOnce == null ? "" : atOnce),
          _ -> DoubleStream.builder()).add(result.getPrimaryResult().getScore());
    }
  }

  private Series series(String method, String atOnce) {
    var found = nanos.get(key(method, atOnce));
    if (found == null) {
      throw new IllegalStateException("JMH did not measure " + method);
    }
    return Series.of(found.build());
  }

  private static String key(String method, String atOnce) {
    return method + atOnce;
  }

  private static Row row(String what, Series ours, Series baseline) {
    return new Row.Measured(what, ours, baseline, Row.Kind.NANOS, "");
  }
}
