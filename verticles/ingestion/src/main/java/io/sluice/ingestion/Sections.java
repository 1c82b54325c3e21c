package io.sluice.ingestion;

import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a text: what lies between two headings, with the headings above it. In plain text
 * the whole is one section.
 */
final class Sections {
  private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*$");
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(```|~~~).*$");

  private Sections() {}

  /** A section's headings, outermost first, and where its body lies. */
  record Section(List<String> heading, Span body) {}

  static List<Section> of(String text, String mediaType) {
    return mediaType.equals(MediaTypes.MARKDOWN)
        ? ofMarkdown(text)
        : List.of(new Section(List.of(), new Span(0, text.length())));
  }

  /** The first heading of the first level, which is the document's title. */
  static @Nullable String title(String text, String mediaType) {
    if (!mediaType.equals(MediaTypes.MARKDOWN)) {
      return null;
    }
    return ofMarkdown(text).stream().map(Section::heading).filter(path -> !path.isEmpty())
        .map(List::getFirst).findFirst().orElse(null);
  }

  private static List<Section> ofMarkdown(String text) {
    var sections = new ArrayList<Section>();
    var path = new ArrayList<Level>();
    var bodyStart = 0;
    var fenced = false;
    for (var at = 0; at < text.length();) {
      var lineEnd = endOfLine(text, at);
      var line = text.substring(at, lineEnd).stripTrailing();
      fenced ^= FENCE.matcher(line).matches();
      var heading = HEADING.matcher(line);
      if (!fenced && heading.matches()) {
        add(sections, path, text, bodyStart, at);
        var depth = heading.group(1).length();
        path.removeIf(level -> level.depth() >= depth);
        path.add(new Level(depth, heading.group(2)));
        bodyStart = lineEnd;
      }
      at = lineEnd;
    }
    add(sections, path, text, bodyStart, text.length());
    return sections;
  }

  private static void add(List<Section> sections, List<Level> path, String text, int start,
      int end) {
    if (!text.substring(start, end).isBlank()) {
      sections.add(new Section(path.stream().map(Level::title).toList(), new Span(start, end)));
    }
  }

  private static int endOfLine(String text, int from) {
    var newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }

  private record Level(int depth, String title) {}
}
