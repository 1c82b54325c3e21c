package io.sluice.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the sentences of a Korean or English text are, plain or Markdown.
 *
 * <p>The spans are in order, do not overlap, start and end on characters that are not blank, and leave
 * nothing out but blanks (white space and no-break spaces). Closing quotes, brackets and emoji stay with
 * their sentence. Headings, table rows, list items and blank lines bound sentences; a soft-wrapped line
 * does not; a fenced code block is one span. A stop never splits a surrogate pair, since sentences only
 * end after marks or lines.
 *
 * <p>Intentional: it has its own rules, since {@code java.text.BreakIterator} keeps Korean sentences
 * without a space between them together, splits after every abbreviation before a capital and knows no
 * Markdown. Where a stop may or may not end a sentence ("Acme Inc. Seoul") the text stays together: a
 * long sentence costs less than half of one.
 */
public final class Sentences {

  private Sentences() {}

  /** The sentences of {@code text}; none where it is blank. */
  public static List<Span> of(String text) {
    var sentences = new ArrayList<Span>();
    for (var block : Blocks.of(text)) {
      if (block.prose()) {
        new SentenceScanner(text, block.start(), block.end(), sentences).scan();
      } else {
        sentences.add(trimmed(text, block));
      }
    }
    return List.copyOf(sentences);
  }

  private static Span trimmed(String text, Blocks.Block block) {
    int end = Blank.skipBack(text, block.start(), block.end());
    return new Span(Blank.skip(text, block.start(), end), end);
  }
}
