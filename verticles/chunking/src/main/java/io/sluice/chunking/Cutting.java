package io.sluice.chunking;

/** One way of cutting. */
sealed interface Cutting
    permits FixedCutting, ParagraphCutting, HeadingCutting, SemanticCutting, CodeCutting {

  Cut cut(Source source);
}
