package io.sluice.chunking;

import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a Markdown text in order, read as they are asked for. Each line is looked at once: it
 * may be as long as the document. Together they are the whole text.
 */
final class Sections implements Iterator<Section> {
  private final String text;
  private final List<Heading> path = new ArrayList<>();
  private @Nullable Heading heading;
  private List<String> above = List.of();
  private Span line = new Span(0, 0);
  private boolean ended;

  Sections(String text) {
    this.text = text;
  }

  /** The first heading of the first level, which is the document's title. */
  static @Nullable String title(String text) {
    for (var sections = new Sections(text); sections.hasNext();) {
      var heading = sections.next().heading();
      if (heading != null && heading.depth() == 1 && !heading.title().isEmpty()) {
        return heading.title();
      }
    }
    return null;
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Section next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    Fence open = null;
    for (var at = line.end(); at < text.length();) {
      var next = Lines.next(text, at, text.length());
      var content = text.substring(at, next).stripTrailing();
      if (open != null) {
        open = open.isClosedBy(content) ? null : open;
      } else {
        open = Fence.openedBy(content);
        var found = Heading.of(content);
        if (found != null) {
          var section = upTo(at);
          enter(found, new Span(at, next));
          return section;
        }
      }
      at = next;
    }
    ended = true;
    return upTo(text.length());
  }

  private Section upTo(int end) {
    return new Section(above, heading, line, new Span(line.end(), end));
  }

  private void enter(Heading found, Span where) {
    path.removeIf(outer -> outer.depth() >= found.depth());
    above = path.stream().map(Heading::title).filter(name -> !name.isEmpty()).toList();
    path.add(found);
    heading = found;
    line = where;
  }
}
