package io.sluice.chunking;

import io.sluice.chunking.code.CodeLanguage;

/** What a text is, and so what may be read from its form. */
public sealed interface Structure {
  Structure PLAIN = new Plain();
  Structure MARKDOWN = new Markdown();

  static Structure code(CodeLanguage language) {
    return new Code(language);
  }

  /** Paragraphs with blank lines between them. */
  record Plain() implements Structure {}

  /** Headings, fenced code and tables too. */
  record Markdown() implements Structure {}

  /** A program's source. */
  record Code(CodeLanguage language) implements Structure {}
}
