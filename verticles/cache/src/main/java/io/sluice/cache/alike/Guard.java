package io.sluice.cache.alike;

import io.sluice.language.QuestionKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that two questions must agree in to be the same, however much else of them does. Each says what
 * they differ in, in words for a person, or null.
 */
enum Guard {
  /** Beyond what is read two questions may differ in anything. */
  LENGTH {
    @Override
    @Nullable
    String between(Asked now, Asked stored) {
      return now.whole() && stored.whole()
          ? null
          : "a question of more than " + Asked.LONGEST + " characters is not compared";
    }
  },
  /** An answer in another language is another answer. */
  LANGUAGE {
    @Override
    @Nullable
    String between(Asked now, Asked stored) {
      return now.language() == stored.language()
          ? null
          : "the languages differ: " + now.language().tag() + " and " + stored.language().tag();
    }
  },
  /** Those in digits must be the same; one that is spelled counts where the other has numbers too. */
  NUMBERS {
    @Override
    @Nullable
    String between(Asked now, Asked stored) {
      var here = compared(now.facts().numbers(), stored.facts().numbers());
      var there = compared(stored.facts().numbers(), now.facts().numbers());
      return amounts(here).equals(amounts(there)) && !unitsDiffer(here, there)
          ? null
          : "the numbers differ: " + said(here) + " and " + said(there);
    }
  },
  NAMES {
    @Override
    @Nullable
    String between(Asked now, Asked stored) {
      var here = unknown(now, stored);
      var there = unknown(stored, now);
      return (here.isEmpty() || there.isEmpty()) && !identifies(here) && !identifies(there)
          ? null
          : "the names differ: " + said(here) + " and " + said(there);
    }
  },
  /**
   * Dates and antonyms: both take a side, and not the same. Where one says no to its side, it may mean the
   * other's.
   */
  CONTRASTS {
    @Override
    @Nullable
    String between(Asked now, Asked stored) {
      if (now.facts().negation().turns(stored.facts().negation())) {
        return null;
      }
      for (var here : now.facts().sides().entrySet()) {
        var there = stored.facts().sides().get(here.getKey());
        if (there != null && Collections.disjoint(there, here.getValue())) {
          return "one is about " + String.join(" and ", here.getValue()) + ", the other about "
              + String.join(" and ", there);
        }
      }
      return null;
    }
  },
  NEGATION {
    @Override
    @Nullable
    String between(Asked now, Asked stored) {
      return now.facts().negation().contradicts(stored.facts().negation())
          ? "one of them denies or forbids what the other does not"
          : null;
    }
  },
  /** Where either does not say what it expects, they may still be the same. */
  KIND {
    @Override
    @Nullable
    String between(Asked now, Asked stored) {
      return Kinds.compatible(now, stored)
          ? null
          : "one asks " + spoken(now.kind()) + ", the other " + spoken(stored.kind());
    }
  };

  abstract @Nullable String between(Asked now, Asked stored);

  /** What the first of them says that minds. */
  static @Nullable String objection(Asked now, Asked stored) {
    for (var guard : values()) {
      var objection = guard.between(now, stored);
      if (objection != null) {
        return objection;
      }
    }
    return null;
  }

  private static List<Quantity> compared(List<Quantity> numbers, List<Quantity> others) {
    return others.isEmpty()
        ? numbers.stream().filter(number -> !number.spelled()).toList()
        : numbers;
  }

  private static List<BigDecimal> amounts(List<Quantity> numbers) {
    return numbers.stream().map(number -> number.amount().stripTrailingZeros()).sorted().toList();
  }

  /** A unit that one of them leaves out is taken to be the other's. */
  private static boolean unitsDiffer(List<Quantity> here, List<Quantity> there) {
    var order = Comparator.comparing(Quantity::amount);
    var one = here.stream().sorted(order).toList();
    var other = there.stream().sorted(order).toList();
    for (var i = 0; i < one.size(); i++) {
      var unit = one.get(i).unit();
      var same = unit.isEmpty() || unitsOf(one.get(i).amount(), other).contains(unit)
          || unitsOf(one.get(i).amount(), other).contains("");
      if (!same) {
        return true;
      }
    }
    return false;
  }

  private static List<String> unitsOf(BigDecimal amount, List<Quantity> numbers) {
    return numbers.stream().filter(number -> number.amount().compareTo(amount) == 0)
        .map(Quantity::unit).toList();
  }

  private static String said(List<Quantity> numbers) {
    return numbers.isEmpty()
        ? "none"
        : numbers.stream().map(Quantity::toString).collect(Collectors.joining(", "));
  }

  private static Map<String, String> unknown(Asked one, Asked other) {
    return one.facts().names().entrySet().stream()
        .filter(name -> !Names.isKnown(name.getValue(), other.wording()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean identifies(Map<String, String> names) {
    return names.values().stream().anyMatch(Names::isIdentifier);
  }

  private static String said(Map<String, String> names) {
    var sorted = new ArrayList<>(names.values());
    sorted.sort(Comparator.naturalOrder());
    return sorted.isEmpty() ? "none" : String.join(", ", sorted);
  }

  private static String spoken(QuestionKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
