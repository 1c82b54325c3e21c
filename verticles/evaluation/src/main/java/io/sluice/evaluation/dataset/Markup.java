package io.sluice.evaluation.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads tags and text of the loose markup of TREC's files, which is no XML: it has no root, tags may
 * stay open, and a {@code <} or {@code &} may stand for itself.
 */
final class Markup {
  private static final int LONGEST_TAG = 200;
  private static final int LONGEST_ENTITY = 8;

  private final BufferedReader in;

  Markup(Reader in) {
    this.in = new BufferedReader(in);
  }

  /** What stands in the file. */
  sealed interface Part {
    /** In small letters. */
    record Open(String tag) implements Part {}

    record Close(String tag) implements Part {}

    record Text(String text) implements Part {}
  }

  /** The next part; null at the end. */
  @Nullable
  Part next() throws IOException {
    var tag = tag();
    if (tag != null) {
      return tag;
    }
    var text = new StringBuilder();
    for (var c = in.read(); c >= 0; c = in.read()) {
      text.append(c == '&' ? entity() : String.valueOf((char) c));
      in.mark(LONGEST_TAG);
      if (in.read() == '<' && isTagAhead()) {
        in.reset();
        break;
      }
      in.reset();
    }
    return text.isEmpty() ? null : new Part.Text(text.toString());
  }

  private boolean isTagAhead() throws IOException {
    var c = in.read();
    return c == '/' || c == '!' || c == '?' || Character.isLetter(c);
  }

  private @Nullable Part tag() throws IOException {
    in.mark(LONGEST_TAG);
    if (in.read() == '<') {
      var tag = new StringBuilder();
      for (var i = 0; i < LONGEST_TAG - 2; i++) {
        var c = in.read();
        if (c == '>') {
          return part(tag.toString().strip());
        }
        if (c < 0 || c == '<' || (i == 0 && !(c == '/' || c == '!' || c == '?'
            || Character.isLetter(c)))) {
          break;
        }
        tag.append((char) c);
      }
    }
    in.reset();
    return null;
  }

  private static Part part(String tag) {
    var closes = tag.startsWith("/");
    var name = closes ? tag.substring(1).strip() : tag;
    var end = 0;
    while (end < name.length() && !Character.isWhitespace(name.charAt(end))) {
      end++;
    }
    var plain = name.substring(0, end).toLowerCase(Locale.ROOT);
    return closes ? new Part.Close(plain) : new Part.Open(plain);
  }

  /** What an entity stands for; the {@code &} itself where none begins. */
  private String entity() throws IOException {
    in.mark(LONGEST_ENTITY + 2);
    var name = new StringBuilder();
    for (var i = 0; i <= LONGEST_ENTITY; i++) {
      var c = in.read();
      if (c == ';') {
        var character = character(name.toString());
        if (character != null) {
          return character;
        }
        break;
      }
      if (c < 0 || !(Character.isLetterOrDigit(c) || c == '#')) {
        break;
      }
      name.append((char) c);
    }
    in.reset();
    return "&";
  }

  private static @Nullable String character(String name) {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      case "nbsp", "hyph", "blank" -> " ";
      default -> numbered(name);
    };
  }

  private static @Nullable String numbered(String name) {
    try {
      if (name.startsWith("#")) {
        return Character.toString(name.startsWith("#x")
            ? Integer.parseInt(name.substring(2), 16)
            : Integer.parseInt(name.substring(1)));
      }
    } catch (IllegalArgumentException e) {
      // no character has that number: it stays as it was written
    }
    return null;
  }
}
