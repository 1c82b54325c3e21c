package io.sluice.generation.citation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The numbers in a text, however they are written: {@code 1,000}, {@code 100만}, {@code 오후 6시} and
 * {@code 18:00}, {@code 사흘}, {@code three}.
 */
final class Numbers {
  private static final Pattern NUMBER = Pattern.compile(
      "(?<noon>오후|저녁|밤)?\\s?(?<![\\p{L}\\d.,])(?<digits>\\d{1,3}(?:,\\d{3}){1,6}(?:\\.\\d{1,9})?|\\d{1,18}(?:\\.\\d{1,9})?)"
          + "(?:\\s?(?<unit>[십백천만억조]{1,3})|\\s?(?<pm>[pP]\\.?[mM]\\b)|:\\d\\d\\s?(?<pm2>[pP]\\.?[mM]\\b))?");
  private static final Pattern WORD = Pattern.compile(
      "\\b(?:(?<!\\bno )one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|hundred)\\b"
          + "|하루|이틀|사흘|나흘|닷새|열흘|보름|일주일"
          + "|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무)(?=\\s?(?:명|개|번|달|시간|가지|차례|주|해|살|사람|곳|장|대|칸|권|회))",
      Pattern.CASE_INSENSITIVE);
  private static final Map<String, List<String>> WORDS = Map.ofEntries(word("one", "1"),
      word("two", "2"), word("three", "3"), word("four", "4"), word("five", "5"), word("six", "6"),
      word("seven", "7"), word("eight", "8"), word("nine", "9"), word("ten", "10"),
      word("eleven", "11"), word("twelve", "12"), word("fifteen", "15"), word("twenty", "20"),
      word("thirty", "30"), word("sixty", "60"), word("ninety", "90"), word("hundred", "100"),
      word("하루", "1"), word("이틀", "2"), word("사흘", "3"), word("나흘", "4"), word("닷새", "5"),
      word("열흘", "10"), word("보름", "15"), word("일주일", "1", "7"), word("한", "1"),
      word("두", "2"), word("세", "3"), word("네", "4"), word("다섯", "5"), word("여섯", "6"),
      word("일곱", "7"), word("여덟", "8"), word("아홉", "9"), word("열", "10"), word("스무", "20"));
  private static final Map<Character, Integer> ZEROS = Map.of('십', 1, '백', 2, '천', 3, '만', 4, '억',
      8,
      '조', 12);
  private static final int NOON = 12;

  private Numbers() {}

  /** What each mention may be: its digits, and what they come to. */
  static List<Mention> mentioned(String text) {
    var mentions = new ArrayList<Mention>();
    NUMBER.matcher(text).results().forEach(found -> mentions.add(mention(found)));
    return mentions;
  }

  /** All numbers that a text speaks of, in digits or in words. */
  static Set<String> in(String text) {
    var all = new HashSet<String>();
    mentioned(text).forEach(mention -> all.addAll(mention.values()));
    WORD.matcher(text).results().forEach(found -> all
        .addAll(WORDS.getOrDefault(found.group().toLowerCase(Locale.ROOT), List.of())));
    return all;
  }

  /** A number as it stands in a text. */
  record Mention(String written, Set<String> values) {}

  private static Mention mention(MatchResult found) {
    var digits = found.group("digits");
    var number = new BigDecimal(digits.replace(",", ""));
    var values = new HashSet<String>();
    var unit = found.group("unit");
    // Also articles of a law are counted in 조.
    if (unit == null || unit.equals("조")) {
      values.add(plain(number));
    }
    if (unit != null) {
      var zeros = unit.chars().map(c -> ZEROS.getOrDefault((char) c, 0)).sum();
      values.add(plain(number.scaleByPowerOfTen(zeros)));
    }
    var afternoon = found.group("noon") != null || found.group("pm") != null
        || found.group("pm2") != null;
    if (afternoon && number.compareTo(BigDecimal.valueOf(NOON)) < 0) {
      values.add(plain(number.add(BigDecimal.valueOf(NOON))));
    }
    return new Mention(digits, values);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Map.Entry<String, List<String>> word(String word, String... values) {
    return Map.entry(word, List.of(values));
  }
}
