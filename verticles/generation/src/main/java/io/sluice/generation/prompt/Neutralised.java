package io.sluice.generation.prompt;

import io.sluice.language.Injections;
import io.sluice.language.Span;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A document's text as a model may be shown it: words, not commands.
 *
 * <ul>
 * <li>A sentence that speaks to a model (see {@link Injections}) is left out, and counted.
 * <li>What would end the passage, or start a turn of the conversation in a model's own notation, loses
 * its brackets.
 * <li>{@code [3]} is a note of the document, but would be taken for a citation: it becomes {@code (3)}.
 * <li>Characters that nobody sees are removed; commands have been hidden in them.
 * </ul>
 *
 * <p>Intentional: not all ways of putting it are known. The prompt says what passages are, too, and an
 * answer is checked against them.
 *
 * @param commands how many sentences were left out
 */
record Neutralised(String text, int commands) {
  static final String REMOVED = "[…]";

  private static final Pattern TAG = Pattern.compile(
      "<(?=/?\\s?(?:passages?|question|system|assistant|user|instructions?)\\b)|<(?=[|｜])|(?<=[|｜])>"
          + "|<(?=</?SYS>>)|<(?=/?SYS>>)",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern TURN = Pattern.compile("\\[(/?INST)]", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOTE = Pattern.compile("[\\[【](\\d{1,3})[]】]");

  static Neutralised of(String raw) {
    var text = Injections.visible(raw);
    var commands = Injections.sentences(text);
    return new Neutralised(plain(without(text, commands)), commands.size());
  }

  /** The asker's own words, which may ask for anything, but do not end the question. */
  static String question(String raw) {
    return TAG.matcher(Injections.visible(raw)).replaceAll("‹");
  }

  private static String without(String text, List<Span> spans) {
    var kept = new StringBuilder(text.length());
    var at = 0;
    for (var span : spans) {
      kept.append(text, at, span.start()).append(REMOVED);
      at = span.end();
    }
    return kept.append(text, at, text.length()).toString();
  }

  /** A heading or a title, on one line. */
  static String label(String raw, int longest) {
    var line = of(raw.length() <= 4 * longest ? raw : raw.substring(0, 4 * longest)).text()
        .replaceAll("[\\s\"]+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest).strip() + "…";
  }

  private static String plain(String text) {
    var untagged = TURN.matcher(TAG.matcher(text).replaceAll("‹")).replaceAll("($1)");
    return NOTE.matcher(untagged).replaceAll("($1)");
  }
}
