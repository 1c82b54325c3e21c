package io.sluice.ingestion;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of documents: letters of any language, digits and {@code . _ - /}, with no step up and no
 * empty step, so that an id is a harmless relative path wherever it is used.
 */
final class DocumentIds {
  static final int MAX_LENGTH = 200;
  private static final int MAX_MADE = 100;
  private static final int HASH_LENGTH = 9;
  private static final Pattern FIRST = Pattern.compile("[\\p{L}\\p{N}_-]");
  private static final Pattern VALID = Pattern.compile(
      "[\\p{L}\\p{N}_-][\\p{L}\\p{N}\\p{M}._-]*(/[\\p{L}\\p{N}_-][\\p{L}\\p{N}\\p{M}._-]*)*");

  private DocumentIds() {}

  static boolean isValid(String id) {
    return id.length() <= MAX_LENGTH && VALID.matcher(id).matches();
  }

  /** An id made from the last step of a file name; null where nothing of it can be used. */
  static @Nullable String fromFileName(@Nullable String name) {
    if (name == null) {
      return null;
    }
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var dot = last.lastIndexOf('.');
    // An extension alone names nothing: every file called by an emoji would be "md".
    return dot >= 0 && fromTitle(last.substring(0, dot)) == null ? null : fromTitle(last);
  }

  /** An id made from a title; null where nothing of it can be used. */
  static @Nullable String fromTitle(@Nullable String title) {
    if (title == null) {
      return null;
    }
    var id = Normalizer.normalize(title, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M}._-]+", "-").replaceAll("^[.\\p{M}-]+", "");
    var end = id.length();
    while (end > 0 && (id.charAt(end - 1) == '.' || id.charAt(end - 1) == '-')) {
      end--;
    }
    var made = shortened(id.substring(0, end), MAX_MADE);
    return isValid(made) ? made : null;
  }

  /** An id made from a path, step by step and in the same case. */
  static String fromPath(String path) {
    var id = new StringJoiner("/");
    for (var step : Normalizer.normalize(path, Normalizer.Form.NFC).split("/", -1)) {
      var made = step.replaceAll("[^\\p{L}\\p{N}\\p{M}._-]+", "-");
      if (!made.isEmpty()) {
        id.add(FIRST.matcher(made).lookingAt() ? made : "_" + made);
      }
    }
    return shortened(id.toString(), MAX_LENGTH - HASH_LENGTH);
  }

  /** Long names that start alike stay apart. */
  private static String shortened(String id, int most) {
    if (id.length() <= most) {
      return id;
    }
    var split = Character.isHighSurrogate(id.charAt(most - 1));
    return id.substring(0, split ? most - 1 : most) + "-"
        + Hashes.of(List.of(id)).substring(0, HASH_LENGTH - 1);
  }
}
