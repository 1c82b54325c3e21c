package io.sluice.cache.alike;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers that are written as words, in lower case, and what multiplies one behind it. */
final class NumberWords {
  private static final Map<String, Integer> ENGLISH = numbers(
      """
          two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13
          fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40
          fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 one 1""");
  private static final Map<String, Integer> NATIVE = numbers("""
      한 1 두 2 세 3 네 4 다섯 5 여섯 6 일곱 7 여덟 8 아홉 9 열 10 열한 11 열두 12 열세 13 열네 14
      열다섯 15 스무 20 서른 30 마흔 40 쉰 50 하나 1 둘 2 셋 3 넷 4""");
  private static final Map<String, BigDecimal> SCALES = Map.of("천", BigDecimal.valueOf(1000), "만",
      BigDecimal.valueOf(10_000), "억", BigDecimal.valueOf(100_000_000), "조",
      BigDecimal.valueOf(1_000_000_000_000L), "hundred", BigDecimal.valueOf(100), "thousand",
      BigDecimal.valueOf(1000), "million", BigDecimal.valueOf(1_000_000), "billion",
      BigDecimal.valueOf(1_000_000_000), "백", BigDecimal.valueOf(100));
  private static final Set<String> MEASURED = Set.of("hour", "minute", "week", "month-long",
      "year");
  private static final Set<String> NEVER_NATIVE = Set.of("day", "month", "won", "year", "degree",
      "percent", "year-of", "point");
  private static final Set<String> AFTER_DIGIT = Set.of("month", "year", "floor", "percent");
  private static final String SINO_DIGITS = "영일이삼사오육칠팔구";
  private static final String SINO_TENS = "십백천";
  private static final int LONGEST = 9;

  private NumberWords() {}

  /** How a number is written: 셋 and 열한, 삼 and 삼십, three. */
  enum Form {
    NATIVE,
    SINO_DIGIT,
    SINO,
    ENGLISH
  }

  /** A word or the beginning of one. */
  record Spelled(BigDecimal amount, int length, Form form) {

    /**
     * Whether it is a number, with what multiplies it, before this unit. 한도 is a limit and 세일 a sale, 사원 an employee and 이번 this
     * time: native numbers do not stand before these units, and a digit alone before few. "One" of
     * something is most often no number.
     */
    boolean counts(BigDecimal number, String unit) {
      if (number.compareTo(BigDecimal.ONE) == 0) {
        return MEASURED.contains(unit);
      }
      return switch (form) {
        case NATIVE -> !unit.isEmpty() && !NEVER_NATIVE.contains(unit);
        case SINO_DIGIT -> AFTER_DIGIT.contains(unit);
        case SINO -> !unit.isEmpty();
        case ENGLISH -> true;
      };
    }
  }

  record ScaleWord(BigDecimal amount, int length) {}

  static @Nullable Spelled at(String text, int start) {
    var first = text.charAt(start);
    return first < 0x80 ? english(text, start) : korean(text, start);
  }

  static @Nullable ScaleWord scaleAt(String text, int start) {
    for (var scale : SCALES.entrySet()) {
      var word = scale.getKey();
      var latin = word.charAt(0) < 0x80;
      if (text.startsWith(word, start) && (!latin || endsAt(text, start + word.length()))) {
        return new ScaleWord(scale.getValue(), word.length());
      }
    }
    return null;
  }

  private static @Nullable Spelled english(String text, int start) {
    int end = start;
    while (end < text.length() && end - start < LONGEST && Character.isLetter(text.charAt(end))) {
      end++;
    }
    var number = ENGLISH.get(text.substring(start, end));
    return number == null
        ? null
        : new Spelled(BigDecimal.valueOf(number), end - start, Form.ENGLISH);
  }

  private static @Nullable Spelled korean(String text, int start) {
    for (int length = Math.min(3, text.length() - start); length > 0; length--) {
      var number = NATIVE.get(text.substring(start, start + length));
      if (number != null) {
        return new Spelled(BigDecimal.valueOf(number), length, Form.NATIVE);
      }
    }
    return sino(text, start);
  }

  /** 삼십, 이백오십: without 만 and above, which multiply what stands before them. */
  private static @Nullable Spelled sino(String text, int start) {
    long sum = 0;
    long digit = -1;
    int at = start;
    for (; at < text.length() && at - start < LONGEST; at++) {
      int value = SINO_DIGITS.indexOf(text.charAt(at));
      int power = SINO_TENS.indexOf(text.charAt(at));
      if (value >= 0 && digit < 0) {
        digit = value;
      } else if (power >= 0) {
        sum += Math.max(1, digit) * (long) Math.pow(10, power + 1.0);
        digit = -1;
      } else {
        break;
      }
    }
    return at == start
        ? null
        : new Spelled(BigDecimal.valueOf(sum + Math.max(0, digit)), at - start,
            sum == 0 ? Form.SINO_DIGIT : Form.SINO);
  }

  private static boolean endsAt(String text, int at) {
    return at == text.length() || !Character.isLetter(text.charAt(at));
  }

  private static Map<String, Integer> numbers(String pairs) {
    var numbers = new HashMap<String, Integer>();
    var words = pairs.strip().split("\\s+", -1);
    for (var i = 0; i < words.length; i += 2) {
      numbers.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return Map.copyOf(numbers);
  }
}
