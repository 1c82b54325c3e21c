package io.sluice.chunking;

import io.sluice.language.Span;
import java.util.List;
import java.util.function.Consumer;

/** What has no sentences: what lies between blank lines; of that over the limit, groups of lines. */
final class LinePieces implements Pieces {
  private final Source source;
  private final LongText longText;

  LinePieces(Source source) {
    this.source = source;
    this.longText = new LongText(source);
  }

  @Override
  public void of(Span span, List<String> heading, Consumer<Piece> to) {
    Lines.paragraphs(source.text(), span, paragraph -> {
      var start = Lines.withIndent(source.text(), span.start(), paragraph.start());
      var tokens = source.count(start, paragraph.end());
      if (tokens <= source.maxTokens()) {
        to.accept(new Piece(start, paragraph.end(), tokens, heading));
      } else {
        longText.halves(paragraph, heading, part -> to.accept(withIndent(part)));
      }
    });
  }

  /** The spaces before the first word of code belong to it, where they fit. */
  private Piece withIndent(Piece piece) {
    var start = Lines.withIndent(source.text(), 0, piece.start());
    var tokens = source.count(start, piece.end());
    return tokens > source.maxTokens()
        ? piece
        : new Piece(start, piece.end(), tokens, piece.heading());
  }
}
