package io.sluice.generation.prompt;

import io.sluice.language.Sentences;
import io.sluice.language.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Drops the sentences that say nothing about the question. Headings stay, and what follows a sentence
 * that stays up to the end of its list or table, since rows seldom repeat what they are about. A passage
 * none of whose sentences shares a word with the question stays whole: it was found by its meaning, or
 * is in another language.
 */
final class Compression {
  private static final Pattern HEADING = Pattern.compile("^\\s{0,3}#{1,6}\\s");
  private static final Pattern ROW = Pattern.compile("^\\s*(?:[-*+•|]|\\d{1,3}[.)])");

  private final Set<String> asked;

  Compression(String question) {
    this.asked = new HashSet<>(Terms.ofQuestion(question));
  }

  String of(String text) {
    var kept = new ArrayList<String>();
    var about = false;
    var any = false;
    for (var sentence : Sentences.of(text)) {
      var words = sentence.of(text);
      var heading = HEADING.matcher(words).find();
      var speaks = Terms.of(words).stream().anyMatch(asked::contains);
      about = speaks || (about && ROW.matcher(words).find());
      any |= about && !heading;
      if (about || heading) {
        kept.add(words);
      }
    }
    return any ? String.join("\n", kept) : text;
  }
}
