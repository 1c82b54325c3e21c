package io.sluice.launcher;

import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Stage;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A question of the log, for people. */
final class LogLine {
  private static final DateTimeFormatter TIME = DateTimeFormatter
      .ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String INDENT = "    ";
  /** A part of the time that all stages take together. */
  private static final int WIDTH = 30;

  private LogLine() {}

  static boolean isCached(QueryRecord query) {
    var cache = query.cache();
    return cache != null && !cache.layer().equals(CacheState.NONE.layer());
  }

  /** In one line. */
  static String of(QueryRecord query) {
    var line = new ArrayList<String>();
    line.add(TIME.format(query.at()));
    line.add(String.valueOf(query.id() == null ? query.requestId() : query.id()));
    if (query.timings() != null) {
      line.add(String.format(Locale.ROOT, "%.0f ms", query.timings().totalMs()));
    }
    if (query.refusal() != null) {
      line.add("refused: " + query.refusal());
    } else {
      line.addAll(outcome(query));
    }
    line.add(oneLine(query.question()));
    return String.join("  ", line);
  }

  private static List<String> outcome(QueryRecord query) {
    var words = new ArrayList<String>();
    var route = query.route();
    if (route != null) {
      words.add(isCached(query) ? "cached" : route.model() + " (" + route.tier() + ")");
      if (!route.variant().equals("control")) {
        words.add(route.variant());
      }
    }
    words.add(query.grounded() ? "grounded" : "ungrounded");
    query.degraded().forEach(one -> words.add("without " + one.what()));
    if (query.usage().costUsd() > 0) {
      words.add(String.format(Locale.ROOT, "%.5f USD", query.usage().costUsd()));
    }
    return words;
  }

  /** What is known beside. */
  static List<String> details(QueryRecord query) {
    var lines = new ArrayList<String>();
    if (!query.standalone().equals(query.question())) {
      lines.add(INDENT + "as: " + oneLine(query.standalone()));
    }
    var end = query.stages().stream().mapToDouble(stage -> stage.startMs() + stage.ms()).max()
        .orElse(0);
    for (var stage : query.stages()) {
      lines.add(INDENT + bar(stage, end)
          + String.format(Locale.ROOT, " %-9s %7.1f ms", stage.name(), stage.ms()));
      addBelow(lines, stage.output());
    }
    query.degraded().forEach(one -> lines.add(INDENT + one.what() + ": " + one.why()));
    addBelow(lines, query.answer());
    return lines;
  }

  private static String bar(Stage stage, double end) {
    var from = end == 0 ? 0 : (int) (stage.startMs() / end * (WIDTH - 1));
    var length = end == 0 ? 1 : Math.max(1, (int) Math.round(stage.ms() / end * WIDTH));
    var shown = Math.min(length, WIDTH - from);
    return " ".repeat(from) + "█".repeat(shown) + " ".repeat(WIDTH - from - shown);
  }

  private static void addBelow(List<String> lines, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      text.lines().forEach(line -> lines.add(INDENT + " ".repeat(WIDTH + 1) + line));
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
