package io.sluice.onnx;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * How a vocabulary that writes a blank as a visible character sees words: a word begins with the
 * blank before it.
 *
 * @param blank what a blank is written as, as a rule {@code ▁}
 * @param prepend where a blank is put that the text does not have
 * @param split whether each word is cut by itself, or the text as a whole
 * @param dropSpace whether white space of any kind only separates, and is not itself a piece
 */
record Metaspace(char blank, Prepend prepend, boolean split, boolean dropSpace) {

  /** Where a blank is put that the text does not have. */
  enum Prepend {
    /** Before the text, or before each part of it where white space is dropped. */
    ALWAYS,
    /** Before the text only. */
    FIRST,
    NEVER
  }

  Iterator<String> words(String text) {
    return new Words(text);
  }

  private boolean wantsBlank(String part, int from) {
    if (part.charAt(0) == blank) {
      return false;
    }
    return switch (prepend) {
      case ALWAYS -> true;
      case FIRST -> from == 0;
      case NEVER -> false;
    };
  }

  /** Walks the parts between white space, and within a part the words. */
  private final class Words implements Iterator<String> {
    private final String text;
    private int next;
    private String part = "";
    private int from;

    Words(String text) {
      this.text = text;
    }

    @Override
    public boolean hasNext() {
      if (from < part.length()) {
        return true;
      }
      while (dropSpace && next < text.length() && isSpace(text.charAt(next))) {
        next++;
      }
      if (next == text.length()) {
        return false;
      }
      var begin = next;
      next = endOfPart(begin);
      var found = text.substring(begin, next).replace(' ', blank);
      part = wantsBlank(found, begin) ? blank + found : found;
      from = 0;
      return true;
    }

    private int endOfPart(int begin) {
      if (!dropSpace) {
        return text.length();
      }
      var end = begin;
      while (end < text.length() && !isSpace(text.charAt(end))) {
        end++;
      }
      return end;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      var to = split ? part.indexOf(blank, from + 1) : -1;
      var word = part.substring(from, to < 0 ? part.length() : to);
      from += word.length();
      return word;
    }
  }

  /** Unicode's White_Space, all of which are single characters. */
  static boolean isSpace(int c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x85 || Character.isSpaceChar(c);
  }
}
