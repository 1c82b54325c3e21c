package io.sluice.chunking.code;

import java.util.ArrayList;
import java.util.List;

/**
 * The words and marks of a header: names with their qualifiers, what is in brackets as one, and what is
 * in angle brackets left out.
 */
final class HeaderWords {
  private static final int LONGEST_GROUP = 100;
  private static final int LONGEST_ANGLES = 200;
  private static final String IN_ANGLES = ",.:&*?[]<>'=()-|_@$";

  private HeaderWords() {}

  static List<String> of(Masked code, int from, int to) {
    var words = new ArrayList<String>();
    var joins = false;
    for (var at = code.skip(from, to); at < to;) {
      var c = code.at(at);
      var next = at + 1;
      var word = String.valueOf(c);
      if (Masked.isWordPart(c)) {
        word = code.word(at, to);
        next = at + word.length();
      } else if (c == '(' || c == '[') {
        next = endOfGroup(code, at, to);
        word = code.text().substring(at, Math.min(next, at + LONGEST_GROUP));
      } else if (c == '<' && endOfAngles(code, at, to) > at) {
        at = code.skip(endOfAngles(code, at, to), to);
        continue;
      } else if (c == Masked.QUOTE) {
        while (next < to && code.at(next) == Masked.QUOTE) {
          next++;
        }
      } else if (c == ':' && next < to && code.at(next) == ':') {
        next++;
        word = "::";
      }
      joins = add(words, word, joins);
      at = code.skip(next, to);
    }
    return words;
  }

  /** Qualified names are one word; whether the next one belongs to it. */
  private static boolean add(List<String> words, String word, boolean joins) {
    if (joins || (word.equals("::") && !words.isEmpty())) {
      words.set(words.size() - 1, words.getLast() + word);
    } else {
      words.add(word);
    }
    return word.equals("::") || word.equals("~");
  }

  /** The type in the brackets before a method's name, without its variable and parameters. */
  static String receiver(String group) {
    var end = group.indexOf('[') < 0 ? group.length() - 1 : group.indexOf('[');
    var start = end;
    while (start > 0 && Masked.isWordPart(group.charAt(start - 1))) {
      start--;
    }
    return group.substring(start, end);
  }

  static int endOfName(Masked code, int from, int to) {
    var at = from;
    while (at < to && (Masked.isWordPart(code.at(at)) || code.at(at) == '.')) {
      at++;
    }
    return at;
  }

  /** Behind the bracket that closes this one, or {@code to}. */
  static int endOfGroup(Masked code, int from, int to) {
    var depth = 0;
    for (var at = from; at < to; at++) {
      switch (code.at(at)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        default -> {
          // Inside.
        }
      }
      if (depth == 0) {
        return at + 1;
      }
    }
    return to;
  }

  /** Behind the angle bracket that closes this one; {@code from} where it compares. */
  private static int endOfAngles(Masked code, int from, int to) {
    var depth = 0;
    for (var at = from; at < Math.min(to, from + LONGEST_ANGLES); at++) {
      var c = code.at(at);
      if (c == '<') {
        depth++;
      } else if (c == '>' && code.at(at - 1) != '-' && code.at(at - 1) != '=' && --depth == 0) {
        return at + 1;
      } else if (!Masked.isWordPart(c) && !Character.isWhitespace(c)
          && IN_ANGLES.indexOf(c) < 0) {
        return from;
      }
    }
    return from;
  }
}
