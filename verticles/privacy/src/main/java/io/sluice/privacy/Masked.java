package io.sluice.privacy;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * A text without its personal data.
 *
 * @param text the text with tokens in the place of values
 * @param replaced what was taken out, in order of position
 */
public record Masked(String text, List<Replacement> replaced) {

  public Masked {
    replaced = List.copyOf(replaced);
  }

  /**
   * What brings the values back: each pseudonym with the first writing of its value. Tokens that only
   * say a kind stand for many values and are left out.
   */
  public Originals originals() {
    var originals = new LinkedHashMap<String, String>();
    for (var replacement : replaced) {
      if (!replacement.token().equals(Token.of(replacement.kind()))) {
        originals.putIfAbsent(replacement.token(), replacement.original());
      }
    }
    return new Originals(originals);
  }
}
