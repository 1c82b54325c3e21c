package io.sluice.parsing;

/** How a text is to be read. */
public enum Structure {
  /** Paragraphs and lines. */
  PLAIN,
  /** Headings, lists and fences as Markdown writes them. */
  MARKDOWN,
  /** A program. */
  CODE
}
