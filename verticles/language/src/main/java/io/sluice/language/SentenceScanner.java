package io.sluice.language;

import java.util.List;

/**
 * Finds the sentences of one block of prose, reading it once from left to right.
 *
 * <p>At each run of marks (".", "?!", "…") it looks at what stands before and after. The question is asked
 * in this order:
 *
 * <ol>
 * <li>Quotes, brackets and emoji right after the marks belong to them.
 * <li>Nothing follows: the sentence ends.
 * <li>Something follows without a space: only Korean writes on like that, so the sentence ends where a
 * Korean ending (다 요 까 죠 …) meets Hangul, but not where a quotation meets its particle ("가자!"라고).
 * Decimals, versions, file names and addresses all fall out here.
 * <li>A space follows: the sentence ends, unless the word before is a number of a list or date or an
 * abbreviation, or the sentence goes on in lower case after a quotation or an ellipsis.
 * </ol>
 *
 * <p>What it looks at around a mark is bounded, so that the time is linear whatever the text.
 */
final class SentenceScanner {

  private static final String MARKS = ".!?…。！？｡‼⁇⁈⁉";
  private static final String CLOSERS = "\"'”’»」』】》〉)]}）］｝*_`~";
  private static final String QUOTES = "\"'”’»」』";
  private static final String OPENERS = "\"'“‘«「『【《〈([{（［｛*_";
  private static final String KOREAN_ENDINGS = "다요까죠네음임함됨니오";
  private static final String LIST_SYLLABLES = "가나다라마바사아자차카타파하";
  private static final List<String> QUOTING = List.of("라고", "이라고", "라는", "이라는", "라며", "이라며", "하고",
      "하며", "고 ",
      "며 ", "는 ");
  private static final int LONGEST_NUMBER = 16;

  private final String text;
  private final int end;
  private final List<Span> sentences;
  private int sentenceStart;

  SentenceScanner(String text, int start, int end, List<Span> sentences) {
    this.text = text;
    this.end = end;
    this.sentences = sentences;
    this.sentenceStart = Blank.skip(text, start, end);
  }

  void scan() {
    int at = sentenceStart;
    while (at < end) {
      if (!isMark(at)) {
        at++;
        continue;
      }
      int marksEnd = skipMarks(at);
      int closed = skipClosers(marksEnd);
      if (endsSentence(at, marksEnd, closed)) {
        finishSentence(closed);
        at = sentenceStart;
      } else {
        at = marksEnd;
      }
    }
    finishSentence(end);
  }

  private void finishSentence(int sentenceEnd) {
    int trimmed = Blank.skipBack(text, sentenceStart, sentenceEnd);
    if (trimmed > sentenceStart) {
      sentences.add(new Span(sentenceStart, trimmed));
    }
    sentenceStart = Blank.skip(text, sentenceEnd, end);
  }

  private boolean endsSentence(int marks, int marksEnd, int closed) {
    int next = Blank.skip(text, closed, end);
    if (next == end) {
      return true;
    }
    if (next == closed) {
      return endsBefore(marks, marksEnd, closed);
    }
    if (closed > marksEnd && quotes(marksEnd, closed) && goesOnQuoting(next)) {
      return false;
    }
    var mark = kindOf(marks, marksEnd);
    if (closed > marksEnd) {
      boolean numbered = mark == Mark.FULL_STOP && isDigit(marks - 1) && isHangul(next);
      return !isLowerCase(next) && !numbered;
    }
    return switch (mark) {
      case FULL_STOP -> endsAtFullStop(marks, next);
      case ELLIPSIS -> endsAtEllipsis(marks, next);
      case OUTCRY -> true;
    };
  }

  /** With what follows standing right at {@code closed}. */
  private boolean endsBefore(int marks, int marksEnd, int closed) {
    if (isIdeographic(text.charAt(marksEnd - 1))) {
      return closed == marksEnd || !isHangul(closed);
    }
    if (closed > marksEnd) {
      return false;
    }
    int word = OPENERS.indexOf(text.charAt(closed)) >= 0 ? closed + 1 : closed;
    boolean korean = kindOf(marks, marksEnd) == Mark.OUTCRY
        ? isHangul(marks - 1)
        : endsKorean(marks);
    boolean newWord = isHangul(word) || isUpperCase(word) || isDigit(word);
    return korean && newWord;
  }

  /** "그랬다… 그리고" has ended, "음… 그게" hesitates. */
  private boolean endsAtEllipsis(int marks, int next) {
    boolean korean = isHangul(next) || isHangul(marks - 1);
    return korean ? endsKorean(marks) : !isLowerCase(next);
  }

  private boolean endsAtFullStop(int stop, int next) {
    int wordStart = wordStart(stop);
    if (isListNumber(wordStart, stop) || isPartOfDate(stop, next)) {
      return false;
    }
    var kind = stop - wordStart <= Abbreviations.LONGEST
        ? Abbreviations.kind(text.substring(wordStart, stop))
        : Abbreviations.Kind.NONE;
    return switch (kind) {
      case NEVER_LAST -> false;
      case BEFORE_NUMBER -> !isDigit(next);
      case MAYBE_LAST -> Abbreviations.startsSentence(wordAt(next));
      case NONE -> !isLowerCase(next) || stop - wordStart > 3 || wordStart == stop;
    };
  }

  /** "1." or "가." with nothing else in the sentence yet. */
  private boolean isListNumber(int wordStart, int stop) {
    if (wordStart != sentenceStart || stop == wordStart) {
      return false;
    }
    if (stop - wordStart == 1 && LIST_SYLLABLES.indexOf(text.charAt(wordStart)) >= 0) {
      return true;
    }
    for (int i = wordStart; i < stop; i++) {
      if (!isDigit(i) && text.charAt(i) != '.') {
        return false;
      }
    }
    return stop - wordStart <= LONGEST_NUMBER;
  }

  /** The stops of "2026. 3. 15." and "2026.3.15. 시행", but not of "버전 2.0. 다음". */
  private boolean isPartOfDate(int stop, int next) {
    int number = digitsBefore(stop);
    if (number == stop || stop - number > 4) {
      return false;
    }
    if (isDigit(next)) {
      return true;
    }
    int before = Blank.skipBack(text, Math.max(sentenceStart, number - 2), number);
    boolean afterStop = before > sentenceStart && text.charAt(before - 1) == '.';
    int first = before == number ? wordStart(stop) : digitsBefore(before - 1);
    int digits = digitsFrom(first) - first;
    return afterStop && isHangul(next) && (before == number ? digits == 4 : digits > 0);
  }

  private int digitsFrom(int at) {
    int to = at;
    while (to - at < LONGEST_NUMBER && isDigit(to)) {
      to++;
    }
    return to;
  }

  private int digitsBefore(int at) {
    int from = at;
    while (from > sentenceStart && at - from < LONGEST_NUMBER && isDigit(from - 1)) {
      from--;
    }
    return from;
  }

  /** Where the word before a full stop starts, as far as it could be an abbreviation or number. */
  private int wordStart(int stop) {
    int from = stop;
    while (from > sentenceStart && stop - from <= LONGEST_NUMBER
        && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
      from--;
    }
    return from;
  }

  private String wordAt(int start) {
    int from = OPENERS.indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
    int to = from;
    while (to < end && to - from <= Abbreviations.LONGEST
        && Character.isLetter(text.charAt(to))) {
      to++;
    }
    return text.substring(from, to);
  }

  private boolean quotes(int from, int to) {
    for (int i = from; i < to; i++) {
      if (QUOTES.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean goesOnQuoting(int next) {
    for (var word : QUOTING) {
      if (text.startsWith(word, next)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the word before ends like a predicate; a syllable alone ("음…") does not. */
  private boolean endsKorean(int marks) {
    return isHangul(marks - 2) && KOREAN_ENDINGS.indexOf(text.charAt(marks - 1)) >= 0;
  }

  private enum Mark {
    FULL_STOP,
    ELLIPSIS,
    OUTCRY
  }

  private Mark kindOf(int marks, int marksEnd) {
    for (int i = marks; i < marksEnd; i++) {
      char c = text.charAt(i);
      if (c != '.' && c != '…') {
        return Mark.OUTCRY;
      }
    }
    return marksEnd - marks == 1 && text.charAt(marks) == '.' ? Mark.FULL_STOP : Mark.ELLIPSIS;
  }

  private int skipMarks(int from) {
    int at = from;
    while (at < end && isMark(at)) {
      at++;
    }
    return at;
  }

  private int skipClosers(int from) {
    int at = from;
    while (at < end) {
      int codePoint = text.codePointAt(at);
      if (CLOSERS.indexOf(codePoint) < 0 && !isDecoration(codePoint)) {
        break;
      }
      at += Character.charCount(codePoint);
    }
    return Math.min(at, end);
  }

  private static boolean isDecoration(int codePoint) {
    return codePoint > 0x7F && switch (Character.getType(codePoint)) {
      case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL, Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK, Character.FORMAT ->
        true;
      default -> false;
    };
  }

  private boolean isMark(int at) {
    return MARKS.indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isIdeographic(char mark) {
    return mark == '。' || mark == '！' || mark == '？' || mark == '｡';
  }

  private boolean isHangul(int at) {
    return at >= sentenceStart && at < end && Script.isHangul(text.charAt(at));
  }

  private boolean isDigit(int at) {
    return at >= sentenceStart && at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean isLowerCase(int at) {
    return at < end && Character.isLowerCase(text.charAt(at));
  }

  private boolean isUpperCase(int at) {
    return at < end && Character.isUpperCase(text.charAt(at));
  }
}
