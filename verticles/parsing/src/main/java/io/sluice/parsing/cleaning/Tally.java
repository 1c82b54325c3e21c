package io.sluice.parsing.cleaning;

import io.sluice.parsing.Dropped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what is left out of one document. Confined to the thread that reads it. */
public final class Tally {
  private static final int LONGEST_EXAMPLE = 120;

  private final Map<Waste, Entry> entries = new EnumMap<>(Waste.class);

  public void add(Waste waste, String example) {
    add(waste, 1, example);
  }

  /** Adds several of a kind; the example counts only where it is the kind's first. */
  public void add(Waste waste, int count, String example) {
    if (count > 0) {
      entries.computeIfAbsent(waste, first -> new Entry(shortened(example))).count += count;
    }
  }

  /** Adds a character that a reader of the report would not see. */
  void addCharacter(Waste waste, char c) {
    var entry = entries.get(waste);
    if (entry == null) {
      add(waste, String.format(Locale.ROOT, "U+%04X", (int) c));
    } else {
      entry.count++;
    }
  }

  /** What was left out, by kind. */
  public List<Dropped> dropped() {
    var dropped = new ArrayList<Dropped>();
    entries.forEach((waste, entry) -> dropped.add(
        new Dropped(waste.title(), entry.count, entry.example)));
    return dropped;
  }

  private static String shortened(String example) {
    if (example.length() <= LONGEST_EXAMPLE) {
      return example;
    }
    var end = Character.isHighSurrogate(example.charAt(LONGEST_EXAMPLE - 1))
        ? LONGEST_EXAMPLE - 1
        : LONGEST_EXAMPLE;
    return example.substring(0, end) + "…";
  }

  private static final class Entry {
    private final String example;
    private int count;

    Entry(String example) {
      this.example = example;
    }
  }
}
