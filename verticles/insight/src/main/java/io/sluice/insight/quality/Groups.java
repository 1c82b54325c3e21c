package io.sluice.insight.quality;

import io.sluice.message.Quality.Unanswered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Puts questions together that are about the same, by their words. */
final class Groups {
  /** Half of the words of both. */
  private static final double ALIKE = 0.5;
  private static final int MOST = 20;
  private static final int MOST_OTHERS = 5;

  private final List<Group> groups = new ArrayList<>();

  private Groups() {}

  private static final class Group {
    private final String question;
    private final float[] bag;
    private final List<String> others = new ArrayList<>();
    private long count;

    Group(String question, float[] bag) {
      this.question = question;
      this.bag = bag;
    }

    Unanswered told() {
      return new Unanswered(question, count, others.stream().limit(MOST_OTHERS).toList());
    }
  }

  /** @param asked how often each question was asked */
  static List<Unanswered> of(Map<String, Long> asked) {
    var all = new Groups();
    asked.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()
        .thenComparing(Map.Entry.comparingByKey()))
        .forEach(one -> all.add(one.getKey(), one.getValue()));
    return all.groups.stream()
        .sorted(Comparator.comparingLong((Group one) -> one.count).reversed()).limit(MOST)
        .map(Group::told).toList();
  }

  private void add(String question, long count) {
    var bag = Bag.of(question);
    var group = groups.stream().filter(one -> Bag.dot(one.bag, bag) >= ALIKE)
        .max(Comparator.comparingDouble(one -> Bag.dot(one.bag, bag)))
        .orElse(null);
    if (group == null) {
      group = new Group(question, bag);
      groups.add(group);
    } else {
      group.others.add(question);
    }
    group.count += count;
  }
}
