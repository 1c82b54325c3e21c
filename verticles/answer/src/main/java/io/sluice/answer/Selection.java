package io.sluice.answer;

import io.sluice.message.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the best passages that say something new: not the same again from another document or version,
 * not too many of one document, and, where that is wanted, none that speaks to a model. What is passed
 * over makes room for the next.
 */
final class Selection {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final SelectionConfig config;
  private final List<Hit> taken = new ArrayList<>();
  private final List<Set<String>> words = new ArrayList<>();
  private final HashMap<String, Integer> ofDocuments = new HashMap<>();
  private final SequencedSet<String> speaking = new LinkedHashSet<>();

  private Selection(SelectionConfig config) {
    this.config = config;
  }

  /** Takes at most {@code count} of the hits, in their order. */
  static Selection of(List<Hit> hits, int count, SelectionConfig config) {
    var selection = new Selection(config);
    for (var hit : hits) {
      if (selection.taken.size() == count) {
        break;
      }
      selection.consider(hit);
    }
    return selection;
  }

  List<Hit> taken() {
    return taken;
  }

  /** The documents of passages that are left out since they speak to a model. */
  SequencedSet<String> speaking() {
    return speaking;
  }

  private void consider(Hit hit) {
    var document = hit.passage().document();
    if (config.perDocument() > 0
        && ofDocuments.getOrDefault(document, 0) >= config.perDocument()) {
      return;
    }
    if (config.leavesOut(hit.passage())) {
      speaking.add(document);
      return;
    }
    var said = words(hit.passage().text());
    if (words.stream().noneMatch(other -> isAlike(said, other))) {
      taken.add(hit);
      words.add(said);
      ofDocuments.merge(document, 1, Integer::sum);
    }
  }

  private boolean isAlike(Set<String> one, Set<String> other) {
    var fewer = Math.min(one.size(), other.size());
    // Most pairs are of lengths too different to be alike.
    if (fewer == 0 || fewer < config.alike() * Math.max(one.size(), other.size())) {
      return false;
    }
    var common = one.stream().filter(other::contains).count();
    return common >= config.alike() * (one.size() + other.size() - common);
  }

  private static Set<String> words(String text) {
    var words = new HashSet<>(List.of(NO_WORD.split(text.toLowerCase(Locale.ROOT))));
    words.remove("");
    return words;
  }
}
