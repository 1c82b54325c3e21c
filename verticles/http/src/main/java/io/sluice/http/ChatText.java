package io.sluice.http;

import io.sluice.chunking.Tokens;
import io.sluice.message.AnswerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer's text as a chat client wants it: up to the first stop sequence, and up to so many tokens.
 * It comes in pieces; what may be the beginning of a stop sequence is held back until that is known.
 */
final class ChatText {
  private final List<StopSequence> stops;
  private final StringBuilder held = new StringBuilder();
  private @Nullable Integer tokensLeft;
  private int length;
  private boolean over;
  private boolean tooLong;

  ChatText(List<String> stops, @Nullable Integer maxTokens) {
    this.stops = stops.stream().map(StopSequence::new).toList();
    this.tokensLeft = maxTokens;
  }

  /** What can be said now that this piece has come. */
  String add(String piece) {
    for (var i = 0; i < piece.length() && !over; i++) {
      held.append(piece.charAt(i));
      var stop = stopAt(piece.charAt(i));
      if (stop != null) {
        over = true;
        held.setLength(held.length() - stop.matched());
      }
    }
    return release(over ? 0 : pending());
  }

  /** What was held back, now that nothing comes any more. */
  String rest() {
    return release(0);
  }

  /** How much was said. */
  int length() {
    return length;
  }

  /**
   * Why it ended, in OpenAI's words.
   *
   * @param answer why the answer did, of which this may be the beginning; null where nobody said
   */
  String finishReason(@Nullable String answer) {
    if (over) {
      return tooLong ? AnswerEvent.LENGTH : AnswerEvent.STOP;
    }
    return answer == null ? AnswerEvent.STOP : answer;
  }

  /** The sequence that ends here; all of them have to see the character. */
  private @Nullable StopSequence stopAt(char c) {
    StopSequence found = null;
    for (var stop : stops) {
      if (stop.ends(c)) {
        found = found == null || stop.matched() > found.matched() ? stop : found;
      }
    }
    return found;
  }

  /** How much of the end is to be held back; half of a character is no text yet. */
  private int pending() {
    var half = !held.isEmpty() && Character.isHighSurrogate(held.charAt(held.length() - 1)) ? 1 : 0;
    return stops.stream().mapToInt(StopSequence::matched).reduce(half, Math::max);
  }

  private String release(int but) {
    var text = held.substring(0, held.length() - but);
    held.delete(0, text.length());
    var said = tooLong ? "" : withinLimit(text);
    length += said.length();
    return said;
  }

  private String withinLimit(String text) {
    if (tokensLeft == null) {
      return text;
    }
    var tokens = new Tokens(text);
    var fits = tokens.furthest(0, text.length(), tokensLeft);
    if (fits < text.length()) {
      tooLong = true;
      over = true;
    } else {
      tokensLeft -= tokens.count(0, text.length(), tokensLeft);
    }
    return text.substring(0, fits);
  }
}
