package io.sluice.chunking;

import io.sluice.language.Blank;
import io.sluice.language.Sentences;
import io.sluice.language.Span;
import java.util.List;
import java.util.function.Consumer;

/** Cuts what is over the limit: between sentences, and what has none again and again in the middle. */
final class LongText {
  private final Source source;
  private final String text;

  LongText(Source source) {
    this.source = source;
    this.text = source.text();
  }

  void sentences(Span paragraph, List<String> heading, Consumer<Piece> to) {
    for (var inner : Sentences.of(paragraph.of(text))) {
      halves(new Span(paragraph.start() + inner.start(), paragraph.start() + inner.end()), heading,
          to);
    }
  }

  /** The whole where it fits, else its parts. Neither end is blank, so no part is. */
  void halves(Span span, List<String> heading, Consumer<Piece> to) {
    var tokens = source.count(span.start(), span.end());
    var cut = tokens <= source.maxTokens() ? span.end() : middle(span);
    if (cut == span.end()) {
      to.accept(new Piece(span.start(), span.end(), tokens, heading));
      return;
    }
    halves(Blank.trimmed(text, span.start(), cut), heading, to);
    halves(Blank.trimmed(text, cut, span.end()), heading, to);
  }

  /** Before the middle, after a line or a word where there is one; the end where it is one letter. */
  private int middle(Span span) {
    var middle = span.start() + span.length() / 2;
    var earliest = span.start() + span.length() / 4;
    var space = -1;
    for (var at = middle; at > earliest; at--) {
      var before = text.charAt(at - 1);
      if (before == '\n') {
        return at;
      }
      if (space < 0 && Blank.is(before)) {
        space = at;
      }
    }
    return space >= 0 ? space : Graphemes.nearest(text, span.start(), middle, span.end());
  }
}
