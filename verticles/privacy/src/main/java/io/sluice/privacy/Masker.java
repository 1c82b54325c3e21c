package io.sluice.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Takes personal data out of texts, in one of the ways of {@link Masking}; any number of threads may
 * share it.
 */
public final class Masker {
  private final Masking masking;
  private final PrivacyKey key;

  /**
   * A masker of this way.
   *
   * @param key what pseudonyms are made with
   */
  public Masker(Masking masking, PrivacyKey key) {
    this.masking = masking;
    this.key = key;
  }

  /** The text without what was found in it; masking that again changes nothing. */
  public Masked mask(String text) {
    return switch (masking) {
      case OFF -> new Masked(text, List.of());
      case MASK -> byKind(text);
      case HASH -> replace(text, new Pseudonyms(key)::token);
    };
  }

  /** The text with only the kind of what was found in it, for which there is no need of a key. */
  public static Masked byKind(String text) {
    return replace(text, (kind, value) -> Token.of(kind));
  }

  private static Masked replace(String text, BiFunction<Kind, String, String> token) {
    var masked = new StringBuilder(text.length());
    var replaced = new ArrayList<Replacement>();
    int copied = 0;
    for (var found : PersonalData.find(text)) {
      var original = found.of(text);
      var replacement = new Replacement(token.apply(found.kind(), original), found.kind(),
          original);
      masked.append(text, copied, found.start()).append(replacement.token());
      replaced.add(replacement);
      copied = found.end();
    }
    return new Masked(masked.append(text, copied, text.length()).toString(), replaced);
  }
}
