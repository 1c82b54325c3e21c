package io.sluice.parsing.document;

import org.jspecify.annotations.Nullable;

/** A paragraph of a Word file while it is read. */
final class DocxParagraph {
  private static final int NOT_SET = -1;

  final StringBuilder words = new StringBuilder();
  @Nullable
  String style;
  int outline = NOT_SET;
  int list = NOT_SET;
  int level = NOT_SET;

  /** The depth of the heading it is; 0 where it is none. */
  int headingDepth(DocxStyles styles) {
    if (outline == NOT_SET) {
      return styles.headingDepth(style);
    }
    return outline < 9 ? outline + 1 : 0;
  }

  /** The list it belongs to; 0 and less where to none. */
  int list(DocxStyles styles) {
    return list == NOT_SET ? styles.list(style) : list;
  }

  int level(DocxStyles styles) {
    return level == NOT_SET ? styles.listLevel(style) : level;
  }
}
