package io.sluice.generation.extractive;

import io.sluice.language.Language;
import java.util.List;
import java.util.Set;

/**
 * A sentence of a passage, as it can be quoted.
 *
 * @param passage the passage's number in the request, from 1, by which it is cited
 * @param place its place among the passage's sentences
 * @param text ready for reading, see {@link ReadableText}
 * @param terms what it speaks about in its own words
 * @param headingTerms what stands above it speaks about: the title, headings, and what introduces its
 *        list or table
 * @param language its own, or its passage's where its words do not tell
 * @param items the list or table it introduces, without which it says little; mostly none
 */
record Sentence(int passage, int place, Form form, String text, Set<String> terms,
    Set<String> headingTerms, Language language, List<Sentence> items) {

  Sentence introducing(List<Sentence> list) {
    return new Sentence(passage, place, form, text, terms, headingTerms, language,
        List.copyOf(list));
  }

  /** How it is laid out. */
  enum Form {
    PROSE,
    /** An item of a list or a row of a table, which reads best on a line of its own. */
    LINE,
    /** A fenced block of code, kept as it is. */
    CODE
  }
}
