package io.sluice.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a gateway tells Prometheus, read from its text format. */
record Exposition(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("([\\w:]+)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One number. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static Exposition of(String text) {
    return new Exposition(text.lines().filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(Exposition::sample).toList());
  }

  private static Sample sample(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    var labels = new LinkedHashMap<String, String>();
    if (parts.group(2) != null) {
      LABEL.matcher(parts.group(2)).results()
          .forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    var value = parts.group(3).replace("Inf", "Infinity");
    return new Sample(parts.group(1), labels, Double.parseDouble(value));
  }

  /** The number under this name with these labels, and what else there may be; a missing one fails. */
  double value(String name, String... labels) {
    return samples.stream().filter(sample -> sample.name().equals(name))
        .filter(sample -> has(sample, labels)).findFirst()
        .orElseThrow(() -> new AssertionError(
            "there is no " + name + List.of(labels) + " among " + names()))
        .value();
  }

  /** All numbers under this name together. */
  double sum(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value).sum();
  }

  List<String> names() {
    return samples.stream().map(Sample::name).distinct().toList();
  }

  private static boolean has(Sample sample, String... labels) {
    for (var i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
