package io.sluice.language;

/** How many letters and words of each script a text has, a word being a run of letters. */
final class ScriptCount {

  private final String text;
  private int hangulLetters;
  private int latinLetters;
  private int otherLetters;
  private int words;
  private int hangulWords;
  private int englishFunctionWords;

  private ScriptCount(String text) {
    this.text = text;
  }

  static ScriptCount of(String text) {
    var count = new ScriptCount(text);
    int i = 0;
    while (i < text.length()) {
      int end = count.readWord(i);
      i = end > i ? end : i + Character.charCount(text.codePointAt(i));
    }
    return count;
  }

  int hangulLetters() {
    return hangulLetters;
  }

  int latinLetters() {
    return latinLetters;
  }

  int otherLetters() {
    return otherLetters;
  }

  int words() {
    return words;
  }

  int hangulWords() {
    return hangulWords;
  }

  int englishFunctionWords() {
    return englishFunctionWords;
  }

  /** Counts the word at {@code start} and returns its end, or {@code start} where there is none. */
  private int readWord(int start) {
    int hangulBefore = hangulLetters;
    int end = start;
    while (end < text.length() && countLetter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    if (end > start) {
      words++;
      if (hangulLetters > hangulBefore) {
        hangulWords++;
      } else if (FunctionWords.isEnglish(text, start, end)) {
        englishFunctionWords++;
      }
    }
    return end;
  }

  private boolean countLetter(int codePoint) {
    switch (Script.of(codePoint)) {
      case HANGUL -> hangulLetters++;
      case LATIN -> latinLetters++;
      case OTHER_LETTER -> otherLetters++;
      case NO_LETTER -> {
        return false;
      }
    }
    return true;
  }
}
