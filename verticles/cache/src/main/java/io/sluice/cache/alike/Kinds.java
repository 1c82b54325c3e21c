package io.sluice.cache.alike;

import io.sluice.language.Language;
import io.sluice.language.QuestionKind;
import java.util.List;
import java.util.Set;

/**
 * Which kinds of questions may be one question in other words. In Korean 며칠 is "which day" and "how many
 * days", 얼마 "how much" of money and of anything; and who asks for a way to reach someone may ask for the
 * place or the person.
 */
final class Kinds {
  private static final Set<QuestionKind> AMOUNTS = Set.of(QuestionKind.HOW_MANY,
      QuestionKind.HOW_MUCH_MONEY);
  private static final Set<QuestionKind> DAYS = Set.of(QuestionKind.HOW_MANY, QuestionKind.WHEN);

  private Kinds() {}

  static boolean compatible(Asked one, Asked other) {
    var kinds = Set.copyOf(List.of(one.kind(), other.kind()));
    if (kinds.size() == 1 || kinds.contains(QuestionKind.YES_NO_OR_OTHER)
        || kinds.contains(QuestionKind.CONTACT)) {
      return true;
    }
    return one.language() == Language.KOREAN && (kinds.equals(AMOUNTS) || kinds.equals(DAYS));
  }
}
