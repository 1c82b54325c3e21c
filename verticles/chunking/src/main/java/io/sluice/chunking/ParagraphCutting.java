package io.sluice.chunking;

import java.util.ArrayList;
import java.util.List;

/** Paragraphs gathered up to the limit. Headings are paragraphs too, and stay with what follows. */
final class ParagraphCutting implements Cutting {

  @Override
  public Cut cut(Source source) {
    var chunks = new ArrayList<Chunk>();
    var gathering = new Gathering(source, source.config().overlapTokens(), (first, _) -> first,
        chunks);
    if (source.isMarkdown()) {
      sections(source, gathering);
    } else {
      source.pieces().of(source.whole(), List.of(), gathering::add);
    }
    gathering.end();
    return new Cut(chunks, Strategy.PARAGRAPH);
  }

  private static void sections(Source source, Gathering gathering) {
    var pieces = source.pieces();
    for (var sections = new Sections(source.text()); sections.hasNext();) {
      var section = sections.next();
      pieces.of(section.line(), section.above(), piece -> gathering.add(piece.leading()));
      pieces.of(section.body(), section.path(), gathering::add);
    }
  }
}
