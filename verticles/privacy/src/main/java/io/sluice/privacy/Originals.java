package io.sluice.privacy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which pseudonym stands for which value.
 *
 * @param byToken the values by their tokens
 */
public record Originals(Map<String, String> byToken) {

  public Originals {
    byToken = Collections.unmodifiableMap(new LinkedHashMap<>(byToken));
  }

  /** The text with the values back in the place of the tokens that are known here. */
  public String restore(String text) {
    var restored = new StringBuilder();
    var tokens = new Text(text);
    int copied = 0;
    for (int at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
      int end = Token.end(tokens, at);
      var original = end == Token.NONE ? null : byToken.get(text.substring(at, end));
      if (original != null) {
        restored.append(text, copied, at).append(original);
        copied = end;
      }
    }
    return restored.append(text, copied, text.length()).toString();
  }

  /** Without the values, which must not end up in a log. */
  @Override
  public String toString() {
    return "Originals" + byToken.keySet();
  }
}
