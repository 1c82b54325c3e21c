package io.sluice.chunking;

import io.sluice.language.Span;
import java.util.List;
import java.util.function.Consumer;

/** Paragraphs; of those over the limit, their sentences. */
final class PlainPieces implements Pieces {
  private final Source source;
  private final LongText longText;

  PlainPieces(Source source) {
    this.source = source;
    this.longText = new LongText(source);
  }

  @Override
  public void of(Span span, List<String> heading, Consumer<Piece> to) {
    Lines.paragraphs(source.text(), span, paragraph -> {
      var tokens = source.count(paragraph.start(), paragraph.end());
      if (tokens <= source.maxTokens()) {
        to.accept(new Piece(paragraph.start(), paragraph.end(), tokens, heading));
      } else {
        longText.sentences(paragraph, heading, to);
      }
    });
  }
}
