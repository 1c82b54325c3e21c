package io.sluice.ingestion;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of documents: letters of any language, digits and {@code . _ - /}, with no step up and no
 * empty step, so that an id is a harmless relative path wherever it is used.
 */
final class DocumentIds {
  static final int MAX_LENGTH = 200;
  private static final Pattern VALID = Pattern.compile(
      "[\\p{L}\\p{N}_-][\\p{L}\\p{N}\\p{M}._-]*(/[\\p{L}\\p{N}_-][\\p{L}\\p{N}\\p{M}._-]*)*");

  private DocumentIds() {}

  static boolean isValid(String id) {
    return id.length() <= MAX_LENGTH && VALID.matcher(id).matches();
  }

  /** An id made from a file name or a title; null where nothing of it can be used. */
  static @Nullable String from(@Nullable String name) {
    if (name == null) {
      return null;
    }
    var plain = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    var last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
    var id = last.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\p{M}._-]+", "-")
        .replaceAll("^[.\\p{M}-]+|[.-]+$", "");
    var shortened = id.substring(0, Math.min(id.length(), MAX_LENGTH / 2));
    return isValid(shortened) ? shortened : null;
  }
}
