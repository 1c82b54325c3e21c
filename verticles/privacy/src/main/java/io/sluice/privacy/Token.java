package io.sluice.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in masked text for a value: "[EMAIL]", or with a pseudonym "[EMAIL:4f9a1c…]". */
final class Token {
  static final int NONE = -1;

  /** Hexadecimal digits, 64 bits: two of a million values share a pseudonym once in 37 million. */
  static final int PSEUDONYM = 16;

  private static final List<Kind> KINDS = List.of(Kind.values());

  private Token() {}

  static String of(Kind kind) {
    return "[" + kind + "]";
  }

  static String of(Kind kind, String pseudonym) {
    return "[" + kind + ":" + pseudonym + "]";
  }

  /** Where the token ends that starts at {@code start}, or {@link #NONE}. */
  static int end(Text text, int start) {
    var kind = named(text, start);
    return kind == null ? NONE : endBehindName(text, start + 1 + kind.name().length());
  }

  /** What the token stands for that starts at {@code start}, if one does. */
  static @Nullable Kind kind(Text text, int start) {
    return end(text, start) == NONE ? null : named(text, start);
  }

  private static @Nullable Kind named(Text text, int start) {
    if (text.at(start) == '[') {
      for (var kind : KINDS) {
        if (text.startsWith(kind.name(), start + 1)) {
          return kind;
        }
      }
    }
    return null;
  }

  private static int endBehindName(Text text, int at) {
    int end = at;
    if (text.at(at) == ':') {
      end++;
      while (end - at <= PSEUDONYM && Text.isHexDigit(text.at(end))) {
        end++;
      }
      if (end - at != PSEUDONYM + 1) {
        return NONE;
      }
    }
    return text.at(end) == ']' ? end + 1 : NONE;
  }
}
