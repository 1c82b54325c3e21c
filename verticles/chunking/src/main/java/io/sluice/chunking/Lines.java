package io.sluice.chunking;

import io.sluice.language.Blank;
import io.sluice.language.Span;
import java.util.function.Consumer;

/** The lines of a text, each ended by a line feed, and the paragraphs they form. */
final class Lines {

  private Lines() {}

  /** Where the next line starts, or {@code end}. */
  static int next(String text, int from, int end) {
    var newline = text.indexOf('\n', from, end);
    return newline < 0 ? end : newline + 1;
  }

  /** What lies between blank lines, without the blanks around it. */
  static void paragraphs(String text, Span span, Consumer<Span> to) {
    var start = -1;
    for (var at = span.start(); at < span.end();) {
      var next = next(text, at, span.end());
      var blank = Blank.skip(text, at, next) == next;
      if (!blank) {
        start = start < 0 ? at : start;
      } else if (start >= 0) {
        to.accept(Blank.trimmed(text, start, at));
        start = -1;
      }
      at = next;
    }
    if (start >= 0) {
      to.accept(Blank.trimmed(text, start, span.end()));
    }
  }

  /** Where the line's indent starts that ends at {@code start}; there, if more than blanks precede. */
  static int withIndent(String text, int floor, int start) {
    var at = start;
    while (at > floor && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
      at--;
    }
    return at == 0 || text.charAt(at - 1) == '\n' ? at : start;
  }
}
