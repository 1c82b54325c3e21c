package io.sluice.launcher;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME:default}} by the environment's value. A default may hold such a reference
 * itself, or be empty; a name with neither value nor default is an error.
 */
final class Variables {

  private Variables() {}

  /** A name that nobody gave a value. */
  static final class Unset extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unset(String name) {
      super("the environment has no " + name + ", and there is no default as in ${" + name
          + ":default}");
    }
  }

  static String resolve(String text, UnaryOperator<@Nullable String> environment) {
    var start = text.indexOf("${");
    if (start < 0) {
      return text;
    }
    var end = closing(text, start + 2);
    if (end < 0) {
      return text;
    }
    var inner = text.substring(start + 2, end);
    var colon = inner.indexOf(':');
    var value = environment.apply(colon < 0 ? inner : inner.substring(0, colon));
    if (colon < 0 && (value == null || value.isEmpty())) {
      throw new Unset(inner);
    }
    var replaced = value != null && !value.isEmpty()
        ? value
        : resolve(inner.substring(colon + 1), environment);
    return text.substring(0, start) + replaced + resolve(text.substring(end + 1), environment);
  }

  private static int closing(String text, int from) {
    var depth = 1;
    for (var i = from; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
