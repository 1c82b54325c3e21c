package io.sluice.abrouting.statistics;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the values of a variant by one metric. Confined to one context.
 *
 * <p>Askers are split, but answers are counted, and the answers to one asker are alike: ten of them say less
 * than ten of ten. So values are kept in as many groups as are enough to see how far they spread, each asker
 * in one; the variance of the mean is that of the groups (of a ratio of sums, by linearization), where that is
 * greater than were all answers independent. Of who asks much and of who asks once it is then true alike, and
 * it takes no memory for each asker.
 */
public final class Sums {
  /** So many askers it takes to tell how far they spread (but for those who share a group). */
  public static final int ENOUGH = 20;
  private static final int GROUPS = 128;
  private static final int GROUP_BITS = 7;
  private static final int SPREAD = 0x9E3779B9;

  private final Moments[] groups = new Moments[GROUPS];
  private Moments all = Moments.NONE;
  private int used;
  /** Over the groups: of their sums squared, of sum times number, and of their numbers squared. */
  private double squares;
  private double products;
  private double counts;

  public Sums() {
    Arrays.fill(groups, Moments.NONE);
  }

  /** What was taken out by {@link #groups}; of another number of groups each one counts where it fits. */
  public static Sums of(List<Moments> groups) {
    var sums = new Sums();
    for (var i = 0; i < groups.size(); i++) {
      sums.put(i % GROUPS, groups.get(i));
    }
    return sums;
  }

  /**
   * One more.
   *
   * @param asker null for one of whom nothing is known: then this is thought to be his only answer
   */
  public void add(double value, @Nullable String asker) {
    add(value, asker == null ? (int) all.n() : asker.hashCode());
  }

  /** @param asker a number that he has alone */
  void add(double value, int asker) {
    var group = (asker * SPREAD) >>> (Integer.SIZE - GROUP_BITS);
    put(group, Moments.NONE.plus(value));
  }

  private void put(int group, Moments more) {
    var before = groups[group];
    var after = before.plus(more);
    groups[group] = after;
    all = all.plus(more);
    used += before.n() == 0 && after.n() > 0 ? 1 : 0;
    squares += sum(after) * sum(after) - sum(before) * sum(before);
    products += sum(after) * after.n() - sum(before) * before.n();
    counts += (double) after.n() * after.n() - (double) before.n() * before.n();
  }

  private static double sum(Moments of) {
    return of.n() * of.mean();
  }

  public List<Moments> groups() {
    return List.of(groups);
  }

  public Moments all() {
    return all;
  }

  /** Whether values are there of so many askers that how far they spread can be told. */
  boolean areOfEnoughAskers() {
    return used >= ENOUGH;
  }

  /** Of the mean, by how far the groups spread, times the number of values. */
  double varianceByGroups() {
    var mean = all.mean();
    var sum = Math.max(0, squares - 2 * mean * products + mean * mean * counts);
    return used < 2 ? 0 : sum / all.n() * used / (used - 1);
  }
}
