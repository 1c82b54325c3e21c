package io.sluice.chunking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which headings a place stands under; asked from the beginning of the text to its end. */
final class Outline {
  private final @Nullable Sections sections;
  private @Nullable Section here;
  private @Nullable Section next;

  Outline(Source source) {
    sections = source.isMarkdown() ? new Sections(source.text()) : null;
    next = following();
  }

  /** A heading itself stands under those above it. */
  List<String> at(int offset) {
    while (next != null && next.line().start() <= offset) {
      here = next;
      next = following();
    }
    if (here == null) {
      return List.of();
    }
    return offset < here.line().end() ? here.above() : here.path();
  }

  private @Nullable Section following() {
    return sections != null && sections.hasNext() ? sections.next() : null;
  }
}
