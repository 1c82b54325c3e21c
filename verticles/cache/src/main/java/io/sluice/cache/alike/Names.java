package io.sluice.cache.alike;

import io.sluice.language.Language;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names in a question: what is quoted, identifiers (getUserName, max_retries, API, S3), capitalised
 * words behind the first of an English sentence, and Latin words in a Korean one.
 */
final class Names {
  private static final String OPENING = "\"'“‘`「『《<";
  private static final String CLOSING = "\"'”’`」』》>";
  private static final int LONGEST = 60;
  /** Capitalised where they stand for themselves. */
  private static final Set<String> COMMON = Set.of("i", "i'm", "i'd", "i've", "i'll", "ok", "faq",
      "yes", "no", "please", "thanks", "hi", "hello", "hey", "dear", "q", "e.g", "i.e");

  private Names() {}

  /** As they are written, by their lower case. */
  static Map<String, String> in(String text, Language language) {
    var names = new HashMap<String, String>();
    quoted(text, names);
    var first = true;
    int start = -1;
    for (var i = 0; i <= text.length(); i++) {
      var c = i < text.length() ? text.charAt(i) : ' ';
      var inWord = isLatin(c) || (start >= 0 && isJoint(text, i, c));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        var word = text.substring(start, i);
        if (isName(word, first, language)) {
          names.put(word.toLowerCase(Locale.ROOT), word);
        }
        first = false;
        start = -1;
      }
      first |= c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '(';
    }
    return Map.copyOf(names);
  }

  private static void quoted(String text, Map<String, String> names) {
    for (var i = 0; i < text.length(); i++) {
      int kind = OPENING.indexOf(text.charAt(i));
      if (kind < 0 || (i > 0 && Character.isLetterOrDigit(text.charAt(i - 1)))) {
        continue;
      }
      int end = text.indexOf(CLOSING.charAt(kind), i + 1);
      if (end > i + 1 && end - i <= LONGEST) {
        var name = text.substring(i + 1, end).strip();
        names.put(name.toLowerCase(Locale.ROOT), name);
        i = end;
      }
    }
  }

  private static boolean isName(String word, boolean first, Language language) {
    if (COMMON.contains(word.toLowerCase(Locale.ROOT)) || isNumber(word)) {
      return false;
    }
    if (isIdentifier(word) || (language == Language.KOREAN && word.length() > 1)) {
      return true;
    }
    return !first && Character.isUpperCase(word.charAt(0)) && word.length() > 1;
  }

  /** A capital, a digit or a joint behind the first letter. */
  static boolean isIdentifier(String word) {
    var letters = false;
    var marked = false;
    for (var i = 0; i < word.length(); i++) {
      var c = word.charAt(i);
      letters |= Character.isLetter(c);
      marked |= i > 0 && (Character.isUpperCase(c) || Character.isDigit(c) || c == '_' || c == '.');
    }
    return letters && marked;
  }

  /** Whether it stands there, or its last part does (Table of io.Table), or what its letters stand for. */
  static boolean isKnown(String name, Wording wording) {
    var last = name.substring(name.lastIndexOf('.') + 1);
    return wording.flat().contains(flat(last)) || wording.flat().contains(flat(name))
        || initials(wording).contains(flat(name));
  }

  private static String initials(Wording wording) {
    var initials = new StringBuilder();
    wording.words().forEach(word -> initials.append(word.text().charAt(0)));
    return initials.toString();
  }

  private static String flat(String name) {
    var letters = new StringBuilder();
    name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit)
        .forEach(c -> letters.append((char) c));
    return letters.toString();
  }

  private static boolean isNumber(String word) {
    return Character.isDigit(word.charAt(0))
        || (word.length() > 1 && word.charAt(0) == 'v' && Character.isDigit(word.charAt(1)));
  }

  private static boolean isLatin(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }

  /** What holds two parts of a name together. */
  private static boolean isJoint(String text, int at, char c) {
    return (c == '_' || c == '.') && at + 1 < text.length()
        && isLatin(text.charAt(at + 1));
  }
}
