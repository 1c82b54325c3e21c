package io.sluice.abrouting.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whether askers came to the variants in the shares that were asked for, looked at after each of them.
 *
 * <p>Where they did not, something lost some of them: a variant whose answers fail, a cache that answers for
 * another. Those who are left are then no longer alike, and a comparison of them says nothing, however narrow
 * its interval.
 *
 * <p>The test is that of Lindon and Malek ("Anytime-valid inference for multinomial count data"): how much
 * likelier the counts are, were the true shares drawn from a Dirichlet distribution about those asked for,
 * than with those themselves. Where all is right, this number is on the average 1 for ever, and so it comes to
 * a thousand at any time in one of a thousand experiments at most (Ville). It needs no Γ: each asker
 * multiplies it by how likely he was before he came.
 *
 * @param counts askers of each variant
 * @param evidence the logarithm of the number
 * @param most the greatest that it ever was
 */
public record SampleRatio(List<Long> counts, double evidence, double most) {
  /** The chance of an alarm where all is right. */
  public static final double ALPHA = 0.001;
  /** As if so many askers had been seen before: shares that are wrong by some hundredths are found first. */
  private static final double EXPECTED = 1000;

  public SampleRatio {
    counts = List.copyOf(counts);
  }

  public static SampleRatio none(int variants) {
    return new SampleRatio(Collections.nCopies(variants, 0L), 0, 0);
  }

  /**
   * One more asker.
   *
   * @param of the number of the variant
   * @param shares that were asked for, one for each variant, together 1
   */
  public SampleRatio plus(int of, List<Double> shares) {
    var all = 0L;
    for (var count : counts) {
      all += count;
    }
    var share = shares.get(of);
    var expected = (EXPECTED * share + counts.get(of)) / (EXPECTED + all);
    var next = evidence + Math.log(expected / share);
    var more = new ArrayList<>(counts);
    more.set(of, counts.get(of) + 1);
    return new SampleRatio(more, next, Math.max(most, next));
  }

  /** The greatest chance of what was seen, at any time, had all gone right. */
  public double p() {
    return Math.exp(-most);
  }

  public boolean alarms() {
    return p() <= ALPHA;
  }
}
