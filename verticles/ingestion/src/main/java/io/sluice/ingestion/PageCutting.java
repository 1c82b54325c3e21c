package io.sluice.ingestion;

import io.sluice.chunking.Chunk;
import io.sluice.chunking.Chunker;
import io.sluice.chunking.SentenceVectors;
import io.sluice.chunking.Structure;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts content into passages. Where a plain text has pages, each is cut on its own, so that what is
 * cited stands on the page that is named.
 */
record PageCutting(Chunker chunker, SentenceVectors sentences) {

  List<Chunk> cut(Content content) {
    if (content.pageStarts().isEmpty() || !(content.structure() instanceof Structure.Plain)) {
      return cut(content, 0, content.text().length());
    }
    var chunks = new ArrayList<Chunk>();
    for (var page = 0; page < content.pageStarts().size(); page++) {
      var end = page + 1 < content.pageStarts().size()
          ? content.pageStarts().get(page + 1)
          : content.text().length();
      chunks.addAll(cut(content, page == 0 ? 0 : content.pageStarts().get(page), end));
    }
    return chunks;
  }

  private List<Chunk> cut(Content content, int start, int end) {
    return chunker
        .cut(content.text().substring(start, end), content.title(), content.structure(), sentences)
        .chunks().stream()
        .map(chunk -> new Chunk(chunk.heading(), chunk.text(), chunk.start() + start,
            chunk.end() + start))
        .toList();
  }
}
