package io.sluice.parsing.text;

import io.sluice.parsing.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The few lines of YAML between {@code ---} that a Markdown file may begin with. Read by hand: keys at
 * the start of a line with a plain or quoted value, a list in brackets, or a list in dashes below.
 * Anything else YAML can say is passed over, since it says nothing that is asked for here.
 */
final class FrontMatter {
  private static final String MARK = "---";
  private static final int MOST_LINES = 200;

  private final Map<String, List<String>> values = new HashMap<>();

  private FrontMatter() {}

  static Metadata of(String markdown) {
    var matter = new FrontMatter();
    if (markdown.startsWith(MARK)) {
      matter.read(markdown);
    }
    return matter.metadata();
  }

  private void read(String markdown) {
    var lines = markdown.lines().limit(MOST_LINES).iterator();
    if (!lines.next().stripTrailing().equals(MARK)) {
      return;
    }
    var key = "";
    while (lines.hasNext()) {
      var line = lines.next().stripTrailing();
      if (line.equals(MARK) || line.equals("...")) {
        return;
      }
      var colon = line.indexOf(':');
      if (isItem(line)) {
        add(key, line.strip().substring(1));
      } else if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
        key = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        addAll(key, line.substring(colon + 1).strip());
      }
    }
    // No second mark: a rule at the start of a text.
    values.clear();
  }

  private static boolean isItem(String line) {
    var item = line.strip();
    return item.equals("-") || item.startsWith("- ");
  }

  private void addAll(String key, String value) {
    if (value.startsWith("[") && value.endsWith("]")) {
      for (var part : value.substring(1, value.length() - 1).split(",", -1)) {
        add(key, part);
      }
    } else {
      add(key, value);
    }
  }

  private void add(String key, String value) {
    var bare = unquoted(value.strip());
    if (!bare.isEmpty() && !bare.equals("|") && !bare.equals(">")) {
      values.computeIfAbsent(key, first -> new ArrayList<>()).add(bare);
    }
  }

  private static String unquoted(String value) {
    if (value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'')
        && value.charAt(value.length() - 1) == value.charAt(0)) {
      return value.substring(1, value.length() - 1);
    }
    var comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }

  private Metadata metadata() {
    var tags = new ArrayList<String>();
    for (var key : List.of("tags", "keywords", "categories")) {
      var found = values.getOrDefault(key, List.of());
      if (found.size() == 1) {
        tags.addAll(List.of(found.getFirst().split(",", -1)));
      } else {
        tags.addAll(found);
      }
    }
    var authors = values.getOrDefault("author", values.getOrDefault("authors", List.of()));
    return new Metadata(first("title"), authors.isEmpty() ? null : String.join(", ", authors),
        Dates.of(first("date")), tags, first("lang") != null ? first("lang") : first("language"));
  }

  private @Nullable String first(String key) {
    var found = values.get(key);
    return found == null ? null : found.getFirst();
  }
}
