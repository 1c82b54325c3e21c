package io.sluice.cache.alike;

import io.sluice.language.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a question must not be another: what the {@link Guard}s look at.
 *
 * @param numbers in the order of the question
 * @param names identifiers and names as they are written, by their form in lower case
 * @param sides of which contrasts it takes which sides
 * @param negation how much it denies or forbids
 */
record Facts(List<Quantity> numbers, Map<String, String> names, Map<Integer, Set<String>> sides,
    Negation negation) {

  static Facts of(String text, Language language, Wording wording) {
    return new Facts(Quantities.in(text), Names.in(text, language),
        Contrasts.SHIPPED.sides(wording), Negation.in(text));
  }
}
