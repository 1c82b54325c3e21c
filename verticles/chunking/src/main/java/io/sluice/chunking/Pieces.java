package io.sluice.chunking;

import io.sluice.language.Span;
import java.util.List;
import java.util.function.Consumer;

/** How a kind of text comes apart into what is better not cut, in order and with nothing left out. */
sealed interface Pieces permits PlainPieces, MarkdownPieces, LinePieces {

  void of(Span span, List<String> heading, Consumer<Piece> to);
}
