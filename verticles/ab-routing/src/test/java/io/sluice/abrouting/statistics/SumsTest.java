package io.sluice.abrouting.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SumsTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void theVarianceIsThatOfTheGroups() {
    var sums = busy(5000, 10);
    var all = sums.all();
    var used = sums.groups().stream().filter(group -> group.n() > 0).count();
    var expected = sums.groups().stream()
        .mapToDouble(group -> Math.pow(group.n() * (group.mean() - all.mean()), 2)).sum()
        / all.n() * used / (used - 1);

    assertEquals(expected, sums.varianceByGroups(), 1e-6 * expected);
  }

  @Test
  void answersThatAreAlikeHaveAGreaterVariance() {
    assertTrue(busy(5000, 10).varianceByGroups() > 5 * busy(5000, 1).varianceByGroups());
  }

  @Test
  void answersOfNobodyKnownCountEachForItself() {
    var sums = new Sums();
    for (var i = 0; i < 10_000; i++) {
      sums.add(i % 2, null);
    }
    assertTrue(sums.varianceByGroups() < 0.3, () -> "in turns: " + sums.varianceByGroups());
  }

  @Test
  void whatIsTakenOutIsTheSameWhenPutIn() {
    var sums = busy(500, 5);
    var again = Sums.of(sums.groups());

    assertEquals(sums.groups(), again.groups());
    assertEquals(sums.all().mean(), again.all().mean(), 1e-9);
    assertEquals(sums.varianceByGroups(), again.varianceByGroups(), 1e-6);
    assertTrue(again.areOfEnoughAskers());
    assertFalse(busy(15, 5).areOfEnoughAskers());
  }

  /** Of askers who each give the same answer over and over. */
  private Sums busy(int answers, int each) {
    var sums = new Sums();
    for (var i = 0; i < answers / each; i++) {
      var value = 6 + random.nextGaussian();
      for (var k = 0; k < each; k++) {
        sums.add(value, "asker-" + i);
      }
    }
    return sums;
  }
}
