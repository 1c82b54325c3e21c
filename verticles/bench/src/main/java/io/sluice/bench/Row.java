package io.sluice.bench;

import java.util.Locale;

/** A line of the report: ours beside the baseline. */
sealed interface Row {

  /** As Markdown: what, ours, baseline, ratio, goal. */
  String line();

  /** Measured, with what the ratio should be, or nothing where there is no goal. */
  record Measured(String what, Series ours, Series baseline, Kind kind, String goal)
      implements
        Row {

    @Override
    public String line() {
      var ratio = ours.over(baseline);
      return "| %s | %s | %s | %s %s (%s–%s) | %s |".formatted(what, kind.show(ours.median()),
          kind.show(baseline.median()), number(ratio.median()), kind.ratio, number(ratio.min()),
          number(ratio.max()), goal);
    }
  }

  /** How much is added to the baseline. */
  record Added(String what, Series ours, Series baseline, String unit, String goal)
      implements
        Row {

    @Override
    public String line() {
      var added = ours.minus(baseline);
      return "| %s | %s %s | %s %s | %s %s more (%s–%s) | %s |".formatted(what,
          number(ours.median()), unit, number(baseline.median()), unit, number(added.median()),
          unit, number(added.min()), number(added.max()), goal);
    }
  }

  /** How many of how many; only all of them are 100 %. */
  record Share(String what, int part, int whole, String goal) implements Row {

    @Override
    public String line() {
      return String.format(Locale.ROOT, "| %s | %,d | %,d | %.2f %% | %s |", what, part, whole,
          Math.floor(10_000.0 * part / whole) / 100, goal);
    }
  }

  /** Left out, and why. */
  record Skipped(String what, String why) implements Row {

    @Override
    public String line() {
      return "| %s | – | – | skipped: %s | |".formatted(what, why);
    }
  }

  /** What the numbers are, and so what their ratio says. */
  enum Kind {
    PER_SECOND("/s", "of its speed"),
    NANOS("ns", "× its time"),
    MILLIS("ms", "× its time"),
    KILOBYTES("KB", "× its memory"),
    MEGABYTES("MB", "of it"),
    SHARE("", "of it"),
    CALLS("", "× as many");

    private final String unit;
    private final String ratio;

    Kind(String unit, String ratio) {
      this.unit = unit;
      this.ratio = ratio;
    }

    private String show(double value) {
      return (number(value) + " " + unit).strip();
    }
  }

  /** Three digits, or all those before the point. */
  static String number(double value) {
    var size = Math.abs(value);
    var format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f";
    return String.format(Locale.ROOT, format, value);
  }
}
