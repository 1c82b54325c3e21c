package io.sluice.chunking;

import io.sluice.language.Blank;
import io.sluice.language.Sentences;

/** The places of a text where a cut hurts least: paragraphs, lines, sentences, words, characters. */
final class Seams {
  private final Source source;
  private final String text;

  Seams(Source source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * Where to end what starts at {@code start} and reaches {@code at} at most: the last seam of the best
   * kind in its second half, and anyhow behind {@code reached}.
   */
  int last(int start, int reached, int at) {
    var floor = Math.max(start + (at - start) / 2, reached) + 1;
    var line = -1;
    var word = -1;
    for (var to = at; to >= floor; to--) {
      var before = text.charAt(to - 1);
      if (before == '\n') {
        if (followsBlankLine(to, start)) {
          return to;
        }
        line = line < 0 ? to : line;
      } else if (word < 0 && Blank.is(before)) {
        word = to;
      }
    }
    if (line >= 0) {
      return line;
    }
    var sentence = lastSentence(start, at);
    if (sentence >= floor) {
      return sentence;
    }
    return word >= 0 ? word : Graphemes.nearest(text, reached, at, at + 1);
  }

  /**
   * Where to start so that at most so many tokens before {@code to} are repeated: the first sentence,
   * else word, else character after {@code start}, that leaves no more. It is {@code to} where none
   * does.
   */
  int repeatFrom(int start, int to, int tokens) {
    var from = Math.max(start + 1, source.tokens().furthestBack(start, to, tokens));
    for (var sentence : Sentences.of(text.substring(start, to))) {
      if (start + sentence.start() >= from) {
        return start + sentence.start();
      }
    }
    for (var at = from; at < to; at++) {
      if (Blank.is(text.charAt(at - 1)) && !Blank.is(text.charAt(at))) {
        return at;
      }
    }
    return Blank.skip(text, Graphemes.first(text, from, to), to);
  }

  private boolean followsBlankLine(int lineStart, int floor) {
    for (var at = lineStart - 2; at >= floor; at--) {
      if (text.charAt(at) == '\n') {
        return true;
      }
      if (!Blank.is(text.charAt(at))) {
        return false;
      }
    }
    return false;
  }

  /** The start of the last sentence; what follows is looked at too, as it tells where one ends. */
  private int lastSentence(int start, int at) {
    var to = Math.min(text.length(), at + 32);
    if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to++;
    }
    var last = -1;
    for (var sentence : Sentences.of(text.substring(start, to))) {
      if (start + sentence.start() <= at) {
        last = start + sentence.start();
      }
    }
    return last;
  }
}
