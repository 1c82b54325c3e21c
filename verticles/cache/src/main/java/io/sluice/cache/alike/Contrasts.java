package io.sluice.cache.alike;

import io.sluice.language.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Words of which one excludes the other: enable and disable, 입금 and 출금, today and tomorrow. From
 * {@code contrasts.txt}: a line is a contrast, its sides stand between bars, and a side is the words that
 * say the same, the first of them being its name.
 *
 * <p>A Korean word of one syllable is the stem of a verb as {@link Terms} gives it (켜, 끄); a longer one
 * is a term or what a written word begins with. An English word is compared by its stem.
 */
final class Contrasts {
  static final Contrasts SHIPPED = new Contrasts();
  private static final String BAR = "|";

  private final Map<String, List<Side>> terms = new HashMap<>();
  private final Map<String, List<Side>> beginnings = new HashMap<>();
  private int longest;

  private record Side(int contrast, String name) {}

  private Contrasts() {
    int contrast = 0;
    for (var line : WordFile.lines("contrasts.txt")) {
      read(contrast++, line);
    }
  }

  private void read(int contrast, List<String> line) {
    String name = "";
    for (var word : line) {
      if (word.equals(BAR)) {
        name = "";
        continue;
      }
      name = name.isEmpty() ? word : name;
      add(word, new Side(contrast, name));
    }
  }

  private void add(String word, Side side) {
    var hangul = word.charAt(0) > 0x7F;
    if (hangul && word.length() > 1) {
      beginnings.computeIfAbsent(word, _ -> new ArrayList<>()).add(side);
      longest = Math.max(longest, word.length());
    }
    if (hangul) {
      terms.computeIfAbsent(word, _ -> new ArrayList<>()).add(side);
    } else {
      var stems = Terms.of(word);
      terms.computeIfAbsent(stems.isEmpty() ? word : stems.getFirst(), _ -> new ArrayList<>())
          .add(side);
    }
  }

  /** The sides that are taken, by the contrast. */
  Map<Integer, Set<String>> sides(Wording wording) {
    var sides = new HashMap<Integer, Set<String>>();
    for (var term : wording.terms()) {
      put(terms.get(term), sides);
    }
    var seen = new HashSet<String>();
    for (var word : wording.words()) {
      var text = word.text();
      if (seen.add(text) && text.charAt(0) < 0x80) {
        put(terms.get(text), sides);
      }
      for (int length = Math.min(longest, text.length()); length > 1; length--) {
        put(beginnings.get(text.substring(0, length)), sides);
      }
    }
    return Map.copyOf(sides);
  }

  private static void put(@Nullable List<Side> found,
      Map<Integer, Set<String>> into) {
    if (found != null) {
      for (var side : found) {
        into.computeIfAbsent(side.contrast(), _ -> new TreeSet<>()).add(side.name());
      }
    }
  }
}
