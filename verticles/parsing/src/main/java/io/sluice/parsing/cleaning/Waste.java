package io.sluice.parsing.cleaning;

/** A kind of thing that is in a document but not of its text. */
public enum Waste {
  REPEATED_HEADER("repeated-header"),
  REPEATED_FOOTER("repeated-footer"),
  PAGE_NUMBER("page-number"),
  LINE_END_HYPHEN("line-end-hyphen"),
  NAVIGATION("navigation"),
  HIDDEN("hidden"),
  COOKIE_BANNER("cookie-banner"),
  SOFT_HYPHEN("soft-hyphen"),
  ZERO_WIDTH("zero-width"),
  CONTROL_CHARACTER("control-character"),
  UNDECODABLE("undecodable");

  private final String title;

  Waste(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
