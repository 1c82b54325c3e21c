package io.sluice.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much of a model a question is worth, the cheapest first. */
public enum Tier {
  /** One fact, asked for shortly. */
  SIMPLE,
  /** What most questions are. */
  NORMAL,
  /** To be compared, weighed or put together from several places. */
  COMPLEX;

  /** As it is written in requests, answers and configurations. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tier of this tag; the normal one where there is none such. */
  public static Tier of(String tag) {
    for (var tier : values()) {
      if (tier.tag().equals(tag)) {
        return tier;
      }
    }
    return NORMAL;
  }

  /** The next dearer one; null above the dearest. */
  public @Nullable Tier up() {
    return switch (this) {
      case SIMPLE -> NORMAL;
      case NORMAL -> COMPLEX;
      case COMPLEX -> null;
    };
  }
}
