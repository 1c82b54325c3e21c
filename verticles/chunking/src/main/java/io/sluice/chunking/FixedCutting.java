package io.sluice.chunking;

import io.sluice.language.Blank;
import java.util.ArrayList;

/**
 * Windows as long as allowed, each ended at the best seam of its second half; the next starts within
 * it by the overlap. The headings are those above its first word.
 */
final class FixedCutting implements Cutting {

  @Override
  public Cut cut(Source source) {
    var text = source.text();
    var outline = new Outline(source);
    var seams = new Seams(source);
    var overlap = source.config().overlapTokens();
    var chunks = new ArrayList<Chunk>();
    var reached = Blank.skip(text, 0, text.length());
    for (var start = reached; reached < text.length();) {
      var cut = end(source, seams, start, reached);
      if (cut == reached) {
        // What would be repeated leaves no room for anything new.
        start = reached;
        cut = end(source, seams, start, reached);
      }
      chunks.add(source.chunk(outline.at(start), start, Blank.skipBack(text, start, cut)));
      var next = Blank.skip(text, cut, text.length());
      start = overlap == 0 ? next : seams.repeatFrom(start, next, overlap);
      reached = next;
    }
    return new Cut(chunks, Strategy.FIXED);
  }

  /** Where the window ends that starts here; {@code reached} where it does not get any further. */
  private static int end(Source source, Seams seams, int start, int reached) {
    var text = source.text();
    // Tokens up to a seam only nearly are fewer than those up to the end of the window.
    for (var limit = source.maxTokens();; limit--) {
      var furthest = source.tokens().furthest(start, text.length(), limit);
      if (start < reached && Graphemes.last(text, reached, furthest) <= reached) {
        return reached;
      }
      var cut = furthest == text.length() ? furthest : seams.last(start, reached, furthest);
      if (source.fits(start, Blank.skipBack(text, start, cut))) {
        return cut;
      }
    }
  }
}
