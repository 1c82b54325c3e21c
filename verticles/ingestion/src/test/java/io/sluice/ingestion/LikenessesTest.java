package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Likeness;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessesTest {
  private static final String KOREAN = "연차 휴가는 일 년에 열다섯 날이며 삼 년마다 하루씩 늘어납니다. ";

  @Test
  void layoutAndCaseMakeNoDifference() {
    assertEquals(Likenesses.of("Vacation is fifteen days.\nSick leave is ten."),
        Likenesses.of("# vacation IS  fifteen days!\n\n* Sick leave -- is ten"));
    assertEquals(Likenesses.of("연차휴가는 열다섯 날"), Likenesses.of("연차 휴가는 열다섯날."));
  }

  @Test
  void otherWordsMakeAnotherHash() {
    assertNotEquals(Likenesses.of("fifteen days").textHash(),
        Likenesses.of("sixteen days").textHash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "가", "!!!", "😀", "ab", "12345678", "123456789"})
  void theShortestTextsHaveAWholeSketch(String text) {
    assertEquals(4 * Likenesses.NUMBERS, Likenesses.of(text).sketch().length());
    assertEquals(1.0, similarity(Likenesses.of(text), Likenesses.of(text)));
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "200, 5", "200, 20", "1000, 50", "3000, 900", "60, 3"})
  void theSketchTellsHowMuchIsShared(int words, int changed) {
    var random = new Random(7);
    var total = 0.0;
    for (var round = 0; round < 20; round++) {
      var text = random.ints(words, 0, 5000).mapToObj(i -> KOREAN.charAt(i % 20) + "w" + i)
          .toArray(String[]::new);
      var other = text.clone();
      for (var i = 0; i < changed; i++) {
        other[random.nextInt(words)] = "x" + random.nextInt(100_000);
      }
      var one = String.join(" ", text);
      var two = String.join(" ", other);
      total += similarity(Likenesses.of(one), Likenesses.of(two)) - jaccard(one, two);
    }
    assertTrue(Math.abs(total / 20) < 0.04, "off by " + total / 20);
  }

  private static double jaccard(String one, String two) {
    var all = shingles(one);
    var both = new HashSet<>(all);
    var others = shingles(two);
    both.retainAll(others);
    all.addAll(others);
    return (double) both.size() / all.size();
  }

  private static Set<String> shingles(String text) {
    var plain = text.codePoints().filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString).collect(Collectors.joining());
    var shingles = new HashSet<String>();
    for (var i = 0; i + 9 <= plain.length(); i++) {
      shingles.add(plain.substring(i, i + 9));
    }
    return shingles;
  }

  private static double similarity(Likeness one, Likeness two) {
    var a = ByteBuffer.wrap(one.sketch().content()).asIntBuffer();
    var b = ByteBuffer.wrap(two.sketch().content()).asIntBuffer();
    var same = 0;
    for (var i = 0; i < Likenesses.NUMBERS; i++) {
      same += a.get(i) == b.get(i) ? 1 : 0;
    }
    return (double) same / Likenesses.NUMBERS;
  }
}
