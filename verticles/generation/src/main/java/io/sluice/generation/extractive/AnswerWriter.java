package io.sluice.generation.extractive;

import io.sluice.generation.extractive.Answer.Part;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.GenerationEvent;
import java.util.List;
import java.util.function.Predicate;

/**
 * Writes an answer into a log as tokens, word by word, and after each quotation its citation. What it
 * writes is gone through once, so the offsets are those of the text that the tokens add up to.
 */
final class AnswerWriter {
  /** Where there are no spaces, as in Japanese, a token ends anyway. */
  private static final int LONGEST_TOKEN = 32;

  private final Predicate<GenerationEvent> log;
  private int written;

  private AnswerWriter(Predicate<GenerationEvent> log) {
    this.log = log;
  }

  /**
   * Writes all of it, or up to where the log turns an event down.
   *
   * @param log appends an event and tells whether it took it
   * @return whether all was written
   */
  static boolean write(Answer answer, Predicate<GenerationEvent> log) {
    var writer = new AnswerWriter(log);
    for (var part : answer.parts()) {
      if (!writer.write(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean write(Part part) {
    if (!writeTokens(part.before())) {
      return false;
    }
    var start = written;
    if (!writeTokens(part.text())) {
      return false;
    }
    return part.sources().isEmpty()
        || (writeCitation(start, part.sources()) && writeTokens(part.marker()));
  }

  private boolean writeCitation(int start, List<Integer> sources) {
    return log.test(new Citation(start, written, sources));
  }

  private boolean writeTokens(String text) {
    var at = 0;
    while (at < text.length()) {
      var end = tokenEnd(text, at);
      if (!log.test(new Token(text.substring(at, end)))) {
        return false;
      }
      at = end;
    }
    written += text.length();
    return true;
  }

  /** Behind the next word from {@code from} on and the blanks that follow it. */
  private static int tokenEnd(String text, int from) {
    var word = skipBlanks(text, from);
    var end = word;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      if (end - word >= LONGEST_TOKEN && !Character.isLowSurrogate(text.charAt(end))) {
        return end;
      }
      end++;
    }
    return skipBlanks(text, end);
  }

  private static int skipBlanks(String text, int from) {
    var at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n';
  }
}
