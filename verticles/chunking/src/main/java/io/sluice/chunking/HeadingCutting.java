package io.sluice.chunking;

import java.util.ArrayList;

/** Paragraphs gathered up to the limit within what stands under the same headings. */
final class HeadingCutting implements Cutting {

  @Override
  public Cut cut(Source source) {
    var chunks = new ArrayList<Chunk>();
    var pieces = source.pieces();
    var gathering = new Gathering(source, source.config().overlapTokens(), (first, _) -> first,
        chunks);
    Stretches.of(source, (heading, span) -> {
      pieces.of(span, heading, gathering::add);
      gathering.end();
    });
    return new Cut(chunks, Strategy.HEADING);
  }
}
