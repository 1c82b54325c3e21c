package io.sluice.launcher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an expression of Prometheus asks for: the names of metrics, each with the labels it looks at. */
final class PromQl {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern LABELS = Pattern.compile(
      "\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile(
      "(?<![\\w.:])([a-zA-Z_:][\\w:]*)(?!\\s*\\()(?![\\w:])\\s*(?:\\{([^}]*)\\})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  private PromQl() {}

  /** The metrics by their names, with the labels in their braces. */
  static Map<String, Set<String>> metrics(String expression) {
    // A text may hold what looks like a range, and a range a variable.
    var bare = without(LABELS, without(RANGE, without(TEXT, expression)));
    var found = new LinkedHashMap<String, Set<String>>();
    var names = NAME.matcher(bare);
    while (names.find()) {
      if (!WORDS.contains(names.group(1))) {
        found.computeIfAbsent(names.group(1), _ -> new HashSet<>())
            .addAll(labels(names.group(2)));
      }
    }
    return found;
  }

  private static List<String> labels(@Nullable String braces) {
    var labels = new ArrayList<String>();
    if (braces != null) {
      LABEL.matcher(braces).results().forEach(label -> labels.add(label.group(1)));
    }
    return labels;
  }

  private static String without(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(" ");
  }
}
