package io.sluice.parsing.text;

import io.sluice.parsing.text.FileType.Document;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Knows documents by how they begin, where that could be taken for text. */
final class Signatures {
  private static final int PDF_WITHIN = 1024;
  private static final int HTML_WITHIN = 4096;

  private Signatures() {}

  /** The document that begins with these bytes; null where none does that could be a text. */
  static @Nullable Document document(byte[] start) {
    var head = new String(start, 0, Math.min(start.length, PDF_WITHIN),
        StandardCharsets.ISO_8859_1);
    // A PDF may begin after a few bytes of junk, but a text that speaks of PDFs is none.
    var pdf = head.indexOf("%PDF-");
    if (pdf == 0 || (pdf > 0 && head.indexOf(" obj") > pdf)) {
      return new Document("application/pdf");
    }
    return head.startsWith("{\\rtf") || head.startsWith("PK\3\4")
        || head.startsWith("\u00D0\u00CF\u0011\u00E0") ? new Document(null) : null;
  }

  /** Whether a text is a page: its first tag, after comments and declarations, is one of HTML. */
  static boolean isHtml(String text) {
    var at = 0;
    var end = Math.min(text.length(), HTML_WITHIN);
    while (at < end) {
      var c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("<!--", at) || text.startsWith("<?xml", at)) {
        var close = text.startsWith("<?", at) ? "?>" : "-->";
        var next = text.indexOf(close, at);
        if (next < 0) {
          return false;
        }
        at = next + close.length();
      } else {
        return beginsHtml(text.substring(at, Math.min(text.length(), at + 20)));
      }
    }
    return false;
  }

  private static boolean beginsHtml(String tag) {
    var lower = tag.toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype html") || isTag(lower, "<html") || isTag(lower, "<head")
        || isTag(lower, "<body");
  }

  private static boolean isTag(String text, String tag) {
    return text.startsWith(tag) && (text.length() == tag.length()
        || text.charAt(tag.length()) == '>' || Character.isWhitespace(text.charAt(tag.length())));
  }
}
