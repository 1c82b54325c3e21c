package io.sluice.launcher;

import io.sluice.launcher.Comparison.StageTimes;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison for people: then and now side by side, a star before what is otherwise. */
final class ComparisonText {
  private static final DateTimeFormatter TIME = DateTimeFormatter
      .ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NOTHING = "–";
  private static final int EXCERPT = 100;

  private final Comparison all;
  private final List<String> lines = new ArrayList<>();

  private ComparisonText(Comparison all) {
    this.all = all;
  }

  static List<String> of(Comparison all) {
    var text = new ComparisonText(all);
    text.head();
    text.sideBySide();
    text.passages();
    text.answer();
    return text.lines;
  }

  private void head() {
    lines.add(oneLine(all.then().standalone()));
    all.notes().forEach(note -> lines.add("(" + note + ")"));
    lines.add("");
  }

  /** A line of the table; of times it is no news that they are others. */
  private record Side(String name, String then, String now, boolean isNews) {}

  private void sideBySide() {
    var sides = new ArrayList<Side>();
    sides.add(side("at", query -> TIME.format(query.at()), false));
    sides.add(side("answer", query -> query.id() == null ? NOTHING : query.id(), false));
    sides.add(side("route", ComparisonText::route, true));
    sides.add(side("grounded", ComparisonText::grounded, true));
    sides.add(side("given up", ComparisonText::degraded, true));
    sides.add(side("cost", query -> String.format(Locale.ROOT, "%.6f USD",
        query.usage().costUsd()), true));
    sides.add(side("tokens", query -> query.usage().promptTokens() + " read, "
        + query.usage().completionTokens() + " written", true));
    all.stages().forEach(stage -> sides.add(stage(stage)));
    sides.add(side("in all", query -> millis(
        query.timings() == null ? null : query.timings().totalMs()), false));
    var name = width(sides, Side::name);
    var then = width(sides, Side::then);
    lines.add(("  " + pad("", name) + "  " + pad("then", then) + "  now").stripTrailing());
    sides.forEach(side -> lines.add((side.isNews() && !side.then().equals(side.now())
        ? "* "
        : "  ") + pad(side.name(), name) + "  " + pad(side.then(), then) + "  " + side.now()));
    lines.add("");
  }

  private Side side(String name, Function<QueryRecord, String> what, boolean isNews) {
    return new Side(name, what.apply(all.then()), what.apply(all.now()), isNews);
  }

  private static Side stage(StageTimes stage) {
    return new Side(stage.name(), millis(stage.then()), millis(stage.now()), false);
  }

  private static String route(QueryRecord query) {
    var route = query.route();
    return route == null
        ? "refused: " + query.refusal()
        : route.variant() + ", " + route.tier() + ", " + (route.provider().equals(route.model())
            ? route.model()
            : route.provider() + " " + route.model());
  }

  private static String grounded(QueryRecord query) {
    return (query.grounded() ? "yes" : "no") + (query.support() == null
        ? ""
        : String.format(Locale.ROOT, ", support %.2f", query.support()));
  }

  private static String degraded(QueryRecord query) {
    return query.degraded().isEmpty()
        ? NOTHING
        : query.degraded().stream().map(Degraded::what).distinct()
            .collect(Collectors.joining(", "));
  }

  private static String millis(@Nullable Double ms) {
    return ms == null ? NOTHING : String.format(Locale.ROOT, "%.1f ms", ms);
  }

  private void passages() {
    lines.add("passages");
    all.passages().forEach(one -> {
      lines.add(switch (one.kind()) {
        case KEPT -> "  " + pad(place(one), 8) + source(one);
        case MOVED -> "* " + pad(place(one), 8) + source(one) + ": moved";
        case GONE -> "- " + pad(place(one), 8) + source(one) + ": gone";
        case NEW -> "+ " + pad(place(one), 8) + source(one) + ": new";
      });
      if (one.kind() == PassageChange.Kind.GONE || one.kind() == PassageChange.Kind.NEW) {
        lines.add("          " + excerpt(one.latest()));
      }
    });
    if (all.passages().isEmpty()) {
      lines.add("  none");
    }
    all.versions().forEach(change -> lines.add("* " + change.document() + ": version "
        + change.then() + " then, " + change.now() + " now"));
    lines.add("");
  }

  private static String place(PassageChange one) {
    var then = one.then();
    var now = one.now();
    return then == null || now == null || then.n() == now.n()
        ? String.valueOf(one.latest().n())
        : then.n() + " → " + now.n();
  }

  private static String source(PassageChange one) {
    var then = one.then();
    var latest = one.latest();
    return latest.title() + " (" + latest.document() + ", version "
        + (then == null || then.version() == latest.version() ? "" : then.version() + " → ")
        + latest.version() + ")";
  }

  private static String excerpt(Quote quote) {
    var text = oneLine(quote.text());
    return text.codePointCount(0, text.length()) <= EXCERPT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
  }

  private void answer() {
    lines.add(all.hasSameWords() ? "answer: the same" : "answer: [-gone-] {+new+}");
    all.answer().stream().map(piece -> switch (piece.change()) {
      case KEPT -> piece.text();
      case GONE -> "[-" + piece.text() + "-]";
      case NEW -> "{+" + piece.text() + "+}";
    }).collect(Collectors.joining()).lines().forEach(line -> lines.add("  " + line));
  }

  private static int width(List<Side> sides, Function<Side, String> column) {
    return sides.stream().map(column).mapToInt(ComparisonText::width).max().orElse(0);
  }

  /** As a terminal shows it: what is written in Korean, Chinese or Japanese is twice as wide. */
  private static int width(String text) {
    return text.codePoints().map(c -> switch (Character.UnicodeScript.of(c)) {
      case HANGUL, HAN, HIRAGANA, KATAKANA -> 2;
      default -> 1;
    }).sum();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
