package io.sluice.chunking;

import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a text that stand under the same headings: the bodies of its sections.
 *
 * <p>A heading with nothing under it is a stretch itself, or its words could not be found. Several in a
 * row are one stretch, under the headings that the first of them is under; but those right above a
 * text, each under the one before, are not: they stand in that text's path. So a title alone, a list of
 * titles and a table of contents can be found, and a chapter's title above its first section makes no
 * passage of its own.
 */
final class Stretches {

  /** More than a passage holds, so the stretch may as well end. */
  private static final int MOST_BARE = 1000;

  private final String text;
  private final BiConsumer<List<String>, Span> to;
  private final List<Section> bare = new ArrayList<>();

  private Stretches(String text, BiConsumer<List<String>, Span> to) {
    this.text = text;
    this.to = to;
  }

  /** Each stretch with its headings, in order; the whole where the text has no headings. */
  static void of(Source source, BiConsumer<List<String>, Span> to) {
    if (source.isMarkdown()) {
      new Stretches(source.text(), to).read();
    } else {
      to.accept(List.of(), source.whole());
    }
  }

  private void read() {
    for (var sections = new Sections(text); sections.hasNext();) {
      var section = sections.next();
      if (section.hasBody(text)) {
        passBare(section.heading());
        to.accept(section.path(), section.body());
      } else if (section.heading() != null && !section.heading().title().isEmpty()) {
        if (bare.size() == MOST_BARE) {
          passBare(section.heading());
        }
        bare.add(section);
      }
    }
    passBare(null);
  }

  /** Those that {@code next} is under stand in its path. */
  private void passBare(@Nullable Heading next) {
    var inPath = next;
    while (inPath != null && !bare.isEmpty() && depth(bare.getLast()) < inPath.depth()) {
      inPath = bare.removeLast().heading();
    }
    var from = 0;
    for (var at = 1; at <= bare.size(); at++) {
      if (at == bare.size() || depth(bare.get(at)) < depth(bare.get(from))) {
        var first = bare.get(from);
        to.accept(first.above(), new Span(first.line().start(), bare.get(at - 1).line().end()));
        from = at;
      }
    }
    bare.clear();
  }

  private static int depth(Section section) {
    return section.heading() == null ? 0 : section.heading().depth();
  }
}
