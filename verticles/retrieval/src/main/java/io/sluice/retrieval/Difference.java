package io.sluice.retrieval;

import java.util.HashMap;
import java.util.List;

/** How two versions differ in their passages, a hash counting as often as it occurs. */
record Difference(int added, int common, int removed) {

  static Difference of(List<String> before, List<String> after) {
    var left = new HashMap<String, Integer>();
    before.forEach(hash -> left.merge(hash, 1, Integer::sum));
    var common = 0;
    for (var hash : after) {
      if (left.merge(hash, -1, Integer::sum) >= 0) {
        common++;
      }
    }
    return new Difference(after.size() - common, common, before.size() - common);
  }
}
