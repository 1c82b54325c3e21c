package io.sluice.insight.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void ofNothingThereIsNone() {
    assertNull(new Latencies().quantile(0.5));
  }

  @Test
  void timesAreKnownToFiveInAHundred() {
    for (var ms = 0.11; ms < 600_000; ms *= 1.37) {
      var one = new Latencies();
      one.add(ms);
      for (var share : new double[]{0, 0.5, 0.99, 1}) {
        assertEquals(ms, quantile(one, share), ms * 0.05);
      }
    }
  }

  @Test
  void oddTimesHaveAPlace() {
    var odd = new Latencies();
    odd.add(0);
    odd.add(-1);
    assertEquals(0.1, quantile(odd, 1), 0.05);
    odd.add(Double.MAX_VALUE);
    assertEquals(true, quantile(odd, 1) > 3_600_000);
  }

  @Test
  void sharesAreThoseOfAllTimesAddedUp() {
    var random = new Random(7);
    var times = IntStream.range(0, 10_000)
        .mapToDouble(i -> 20 * Math.exp(random.nextGaussian())).toArray();
    var first = new Latencies();
    var second = new Latencies();
    for (var i = 0; i < times.length; i++) {
      (i % 3 == 0 ? first : second).add(times[i]);
    }
    first.add(second);
    Arrays.sort(times);
    assertEquals(times[4_999], quantile(first, 0.5), times[4_999] * 0.05);
    assertEquals(times[9_899], quantile(first, 0.99), times[9_899] * 0.05);
  }

  private static double quantile(Latencies of, double share) {
    return Objects.requireNonNull(of.quantile(share));
  }
}
