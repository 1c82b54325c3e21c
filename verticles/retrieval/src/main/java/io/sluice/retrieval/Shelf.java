package io.sluice.retrieval;

import io.sluice.message.Retrieval.NewPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Passages that are not searched, many in one piece: with their vectors, so that they can be searched
 * again as they were, but without their words where those are in the document's text.
 */
final class Shelf {

  /** Bounds the piece that has to be in memory as a whole. */
  static final int MOST_PASSAGES = 64;

  private Shelf() {}

  static byte[] write(List<NewPassage> passages, String documentText) throws IOException {
    var out = new RecordOutput().number(passages.size());
    for (var passage : passages) {
      var vector = passage.vector();
      var page = passage.page();
      out.text(passage.hash()).texts(passage.heading()).text(passage.language())
          .number(passage.start()).number(passage.end()).number(page == null ? 0 : page)
          .optional(isWithin(documentText, passage) ? null : passage.text())
          .number(vector == null ? 0 : 1);
      if (vector != null) {
        out.vector(vector);
      }
    }
    return out.toBytes();
  }

  static List<NewPassage> read(byte[] bytes, String documentText) throws IOException {
    var in = new RecordInput(bytes);
    var count = in.number();
    var passages = new ArrayList<NewPassage>(count);
    for (var i = 0; i < count; i++) {
      var hash = in.text();
      var heading = in.texts();
      var language = in.text();
      var start = in.number();
      var end = in.number();
      var page = in.number();
      var text = in.optional();
      passages.add(new NewPassage(hash, heading, language,
          text == null ? documentText.substring(start, end) : text, start, end,
          in.number() == 0 ? null : in.vector(), page == 0 ? null : page));
    }
    return passages;
  }

  private static boolean isWithin(String documentText, NewPassage passage) {
    return passage.text().length() == passage.end() - passage.start()
        && documentText.startsWith(passage.text(), passage.start());
  }
}
