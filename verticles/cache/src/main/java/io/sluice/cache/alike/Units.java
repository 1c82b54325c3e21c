package io.sluice.cache.alike;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units that stand behind a number, from {@code units.txt}: a line is a unit's name and the ways to
 * write it. The longest that stands there is meant.
 */
final class Units {
  static final Units SHIPPED = new Units();
  private static final int LONGEST = 12;
  /** What the particles begin with that stand behind an amount: 3개를, 두 시간마다, 3만원짜리. */
  private static final String PARTICLES = "에이가은는을를의도만로으과와까부쯤정안동간내후전뒤마씩짜당보밖인중";

  private final Map<String, String> names = new HashMap<>();

  private Units() {
    for (var line : WordFile.lines("units.txt")) {
      for (var written : line) {
        names.put(written, line.getFirst());
      }
    }
  }

  /** The unit and how many characters say so. */
  record Written(String name, int length) {}

  @Nullable
  Written at(String text, int start) {
    for (int length = Math.min(LONGEST, text.length() - start); length > 0; length--) {
      var name = names.get(text.substring(start, start + length));
      if (name != null && endsAt(text, start, start + length)) {
        return new Written(name, length);
      }
    }
    return null;
  }

  /** A Latin unit is a whole word; behind a Korean one there may be a particle. */
  private static boolean endsAt(String text, int start, int end) {
    if (end == text.length() || !Character.isLetter(text.charAt(end))) {
      return true;
    }
    var latin = text.charAt(start) < 0x80;
    return latin ? text.charAt(end) > 0x7F : PARTICLES.indexOf(text.charAt(end)) >= 0;
  }
}
