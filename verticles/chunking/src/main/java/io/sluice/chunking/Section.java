package io.sluice.chunking;

import io.sluice.language.Blank;
import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A heading and what lies between it and the next one.
 *
 * @param above the titles of the headings it is under, outermost first
 * @param heading null before the first one
 * @param line where the heading is written; empty where there is none
 * @param body what follows
 */
record Section(List<String> above, @Nullable Heading heading, Span line, Span body) {

  /** What the body stands under. */
  List<String> path() {
    if (heading == null || heading.title().isEmpty()) {
      return above;
    }
    var path = new ArrayList<>(above);
    path.add(heading.title());
    return path;
  }

  boolean hasBody(String text) {
    return Blank.skip(text, body.start(), body.end()) < body.end();
  }
}
