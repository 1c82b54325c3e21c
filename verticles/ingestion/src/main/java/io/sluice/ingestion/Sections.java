package io.sluice.ingestion;

import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a text: what lies between two headings, with the headings above it. In plain text
 * the whole is one section. One pass over the lines, each of which is looked at once: a line may be
 * as long as the document.
 */
final class Sections {
  private final String text;
  private final List<Section> sections = new ArrayList<>();
  private final List<Heading> path = new ArrayList<>();
  private @Nullable String title;

  private Sections(String text) {
    this.text = text;
  }

  /** A section's headings, outermost first, and where its body lies. */
  record Section(List<String> heading, Span body) {}

  static List<Section> of(String text, String mediaType) {
    return mediaType.equals(MediaTypes.MARKDOWN)
        ? read(text).sections
        : List.of(new Section(List.of(), new Span(0, text.length())));
  }

  /** The first heading of the first level, which is the document's title. */
  static @Nullable String title(String text, String mediaType) {
    return mediaType.equals(MediaTypes.MARKDOWN) ? read(text).title : null;
  }

  private static Sections read(String text) {
    var markdown = new Sections(text);
    markdown.read();
    return markdown;
  }

  private void read() {
    var bodyStart = 0;
    Fence open = null;
    for (var at = 0; at < text.length();) {
      var lineEnd = endOfLine(at);
      var line = text.substring(at, lineEnd).stripTrailing();
      if (open != null) {
        open = open.isClosedBy(line) ? null : open;
      } else {
        open = Fence.openedBy(line);
        var heading = Heading.of(line);
        if (heading != null) {
          add(bodyStart, at);
          enter(heading);
          bodyStart = lineEnd;
        }
      }
      at = lineEnd;
    }
    add(bodyStart, text.length());
  }

  private void enter(Heading heading) {
    path.removeIf(above -> above.depth() >= heading.depth());
    path.add(heading);
    if (title == null && heading.depth() == 1 && !heading.title().isEmpty()) {
      title = heading.title();
    }
  }

  private void add(int start, int end) {
    if (!text.substring(start, end).isBlank()) {
      var titles = path.stream().map(Heading::title).filter(name -> !name.isEmpty()).toList();
      sections.add(new Section(titles, new Span(start, end)));
    }
  }

  private int endOfLine(int from) {
    var newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }
}
