package io.sluice.cache;

import io.sluice.message.Caching.Scope;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is kept under.
 *
 * @param id of the answer that was given to one who may see the same
 * @param question the same for all who ask this of the tenant
 */
record AnswerKey(String id, String question) {
  private static final int LONGEST_ABBREVIATION = 4;
  private static final char FIRST_WIDE = '\uff01';
  private static final char LAST_WIDE = '\uff5e';
  private static final int WIDER = FIRST_WIDE - '!';

  static AnswerKey of(Scope scope, String question, CallInfo call) {
    return of(scope, question, call.tenant(), call.principals());
  }

  static AnswerKey of(Scope scope, String question, String tenant,
      Collection<String> principals) {
    var parts = new ArrayList<>(List.of(tenant, normal(question)));
    parts.addAll(parts(scope));
    var key = hash(parts);
    var asker = new ArrayList<>(List.of(key));
    asker.addAll(new TreeSet<>(principals));
    return new AnswerKey(hash(asker), key);
  }

  private static List<String> parts(Scope scope) {
    return switch (scope) {
      case Scope(var collection, var variant, var policy, var tier, var filters, var k, var expand, var language, var said) -> {
        var parts = new ArrayList<>(List.of(collection, variant, policy, part(tier), part(k),
            part(expand), part(said), language));
        parts.addAll(parts(filters));
        yield parts;
      }
    };
  }

  /** The tags last, since nothing says how many they are. */
  private static List<String> parts(Filters filters) {
    return switch (filters) {
      case Filters(var tags, var language, var from, var to, var author, var source) -> {
        var parts = new ArrayList<>(
            List.of(part(language), part(from), part(to), part(author), part(source)));
        parts.addAll(tags);
        yield parts;
      }
    };
  }

  /** No name is the same as none. */
  private static String part(@Nullable Object value) {
    return value == null ? "" : "=" + value;
  }

  /** Without what makes no other question of it: case, spaces, and the signs at its end. */
  static String normal(String question) {
    var text = lowered(Normalizer.normalize(question, Normalizer.Form.NFC));
    var normal = new StringBuilder(text.length());
    var gap = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = true;
      } else {
        if (gap && !normal.isEmpty()) {
          normal.append(' ');
        }
        gap = false;
        normal.append(c);
      }
    }
    var end = normal.length();
    while (end > 1 && (isEnd(normal.charAt(end - 1)) || normal.charAt(end - 1) == ' ')) {
      end--;
    }
    return normal.substring(0, end);
  }

  /** Without the case of words, but for abbreviations: IT is not it. Wide letters are like narrow ones. */
  private static String lowered(String question) {
    var shouts = question.equals(question.toUpperCase(Locale.ROOT));
    var lowered = new StringBuilder(question.length());
    var i = 0;
    while (i < question.length()) {
      var end = i;
      while (end < question.length() && Character.isLetter(question.charAt(end))) {
        end++;
      }
      var word = question.substring(i, Math.max(end, i + 1));
      var isAbbreviation = !shouts && word.length() > 1
          && word.length() <= LONGEST_ABBREVIATION
          && word.equals(word.toUpperCase(Locale.ROOT));
      lowered.append(isAbbreviation ? word : word.toLowerCase(Locale.ROOT));
      i += word.length();
    }
    for (var at = 0; at < lowered.length(); at++) {
      var c = lowered.charAt(at);
      if (c >= FIRST_WIDE && c <= LAST_WIDE) {
        lowered.setCharAt(at, Character.toLowerCase((char) (c - WIDER)));
      }
    }
    return lowered.toString();
  }

  private static boolean isEnd(char c) {
    return c == '?' || c == '.' || c == '!' || c == '。' || c == '｡';
  }

  /** The parts are parted by their lengths, so that no two lists of parts are the same bytes. */
  static String hash(List<String> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
