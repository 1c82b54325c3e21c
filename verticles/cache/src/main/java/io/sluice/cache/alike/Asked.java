package io.sluice.cache.alike;

import io.sluice.language.Language;
import io.sluice.language.QuestionKind;
import java.text.Normalizer;

/**
 * A question, read once for all its comparisons with others.
 *
 * <p>Only the first {@value #LONGEST} characters are read, so that what is kept of a question is bounded;
 * two questions of which one is longer are never taken for the same.
 */
public final class Asked {
  /** Enough for a question; a text pasted behind one is not compared. */
  static final int LONGEST = 2000;

  private final String text;
  private final boolean whole;
  private final Language language;
  private final QuestionKind kind;
  private final Wording wording;
  private final Facts facts;

  private Asked(String text, boolean whole) {
    this.text = text;
    this.whole = whole;
    this.language = Language.of(text);
    this.kind = QuestionKind.of(text);
    this.wording = Wording.of(text);
    this.facts = Facts.of(text, language, wording);
  }

  public static Asked of(String text) {
    var whole = text.length() <= LONGEST;
    var read = whole ? text : text.substring(0, LONGEST);
    return new Asked(Normalizer.normalize(read, Normalizer.Form.NFC), whole);
  }

  /** What was read of it. */
  public String text() {
    return text;
  }

  public Language language() {
    return language;
  }

  boolean whole() {
    return whole;
  }

  QuestionKind kind() {
    return kind;
  }

  Wording wording() {
    return wording;
  }

  Facts facts() {
    return facts;
  }
}
