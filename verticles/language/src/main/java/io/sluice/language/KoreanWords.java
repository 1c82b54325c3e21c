package io.sluice.language;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.lucene.analysis.ko.dict.UserDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Korean words that Nori's dictionary lacks: names of products, teams and places, each as one noun
 * ({@code 슬루스}) or followed by its parts ({@code 세종시청 세종시 청}), by which a compound is found.
 *
 * <p>They are the process's, as Nori's own dictionary is, and are chosen once, before any text is
 * analysed.
 */
public final class KoreanWords {

  private static volatile KoreanWords chosen = new KoreanWords(null, "");

  private final @Nullable UserDictionary dictionary;
  private final String fingerprint;

  private KoreanWords(@Nullable UserDictionary dictionary, String fingerprint) {
    this.dictionary = dictionary;
    this.fingerprint = fingerprint;
  }

  /**
   * Words, each with its parts where it has any.
   *
   * @throws IllegalArgumentException where the parts of a word are not the word
   */
  public static KoreanWords of(List<String> entries) {
    if (entries.isEmpty()) {
      return new KoreanWords(null, "");
    }
    var text = Normalizer.normalize(String.join("\n", entries), Normalizer.Form.NFC);
    for (var entry : text.split("\n", -1)) {
      check(entry);
    }
    try {
      return new KoreanWords(UserDictionary.open(new StringReader(text)), fingerprint(text));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
    }
  }

  private static void check(String entry) {
    var words = entry.strip().split("\\s+");
    if (entry.isBlank() || entry.contains("#")) {
      throw new IllegalArgumentException("must not have empty words or any with #");
    }
    var parts = String.join("", List.of(words).subList(1, words.length));
    if (words.length > 1 && !parts.equals(words[0])) {
      throw new IllegalArgumentException(
          "'" + entry + "' must be a word and then its parts, which make up the word");
    }
  }

  private static String fingerprint(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return "/words-" + HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /** Makes these the words of the process, for what is analysed from now on. */
  public static void choose(KoreanWords words) {
    chosen = words;
  }

  /** What tells the chosen ones from others, to be kept with what was analysed; empty for none. */
  public static String chosenFingerprint() {
    return chosen.fingerprint;
  }

  static @Nullable UserDictionary chosenDictionary() {
    return chosen.dictionary;
  }
}
