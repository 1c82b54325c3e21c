package io.sluice.chunking;

/**
 * How documents are cut. A strategy that does not suit a document's structure leaves it to the next
 * best, so that one setting serves a mixed collection; {@link Cut#by()} tells which one did it.
 */
public enum Strategy {
  /** By headings in Markdown, by functions in code, by paragraphs in plain text. */
  AUTO,
  /** Windows of as many tokens as allowed, ended where a paragraph, line, sentence or word ends. */
  FIXED,
  /** Neighbouring paragraphs, whichever headings they stand under, up to the limit. */
  PARAGRAPH,
  /** Neighbouring paragraphs of one section; what has no headings is cut by paragraphs. */
  HEADING,
  /** Neighbouring sentences of one section that mean much the same; code is cut by functions. */
  SEMANTIC,
  /** By class and function; what is no code is cut as {@link #AUTO} would. */
  CODE
}
