package io.sluice.answer;

import io.sluice.message.Hit;
import io.sluice.message.Passage;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one hit of those whose texts overlap, so that nothing is shown or read twice. The best keeps its
 * place, its score and what led to it.
 */
final class Overlaps {

  private Overlaps() {}

  /** Without overlaps; the order of the others stays. */
  static List<Hit> merged(List<Hit> hits) {
    var merged = new ArrayList<Hit>();
    for (var hit : hits) {
      add(merged, hit);
    }
    return List.copyOf(merged);
  }

  /** What grows may then overlap another. */
  private static void add(List<Hit> merged, Hit hit) {
    for (var i = 0; i < merged.size(); i++) {
      if (overlap(merged.get(i).passage(), hit.passage())) {
        var grown = grown(merged.get(i), hit.passage());
        var rest = List.copyOf(merged.subList(i + 1, merged.size()));
        merged.subList(i, merged.size()).clear();
        merged.add(grown);
        rest.forEach(one -> add(merged, one));
        return;
      }
    }
    merged.add(hit);
  }

  private static boolean overlap(Passage one, Passage other) {
    return one.document().equals(other.document()) && one.version() == other.version()
        && one.start() < other.end() && other.start() < one.end();
  }

  private static Hit grown(Hit hit, Passage other) {
    var own = hit.passage();
    var isBefore = other.start() < own.start();
    var first = isBefore ? other : own;
    var last = isBefore ? own : other;
    var text = last.end() <= first.end()
        ? first.text()
        : first.text() + last.text().substring(first.end() - last.start());
    return new Hit(
        new Passage(own.document(), own.version(), own.id(), own.title(), first.heading(),
            own.language(), text, first.start(), first.start() + text.length(), own.hash(),
            first.page()),
        hit.score(), hit.legs(), hit.why());
  }
}
