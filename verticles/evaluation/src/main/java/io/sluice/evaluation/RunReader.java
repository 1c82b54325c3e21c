package io.sluice.evaluation;

import io.sluice.message.Expand;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads runs as they are written on the command line: {@code NAME:key=value,…}, or one of the names
 * {@code keyword}, {@code vector} and {@code default} alone. What is not named is as it is configured.
 */
public final class RunReader {
  /** What is measured where nothing is asked for. */
  public static final List<String> USUAL = List.of("keyword", "vector", "default");

  private final String name;
  private SearchMode mode = SearchMode.HYBRID;
  private @Nullable Double alpha;
  private boolean rerank = true;
  private @Nullable Blend blend;
  private @Nullable Feedback feedback;
  private @Nullable Expand expand;

  private RunReader(String name) {
    this.name = name;
  }

  /**
   * Reads one run.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Run read(String text) {
    var colon = text.indexOf(':');
    var name = colon < 0 ? text : text.substring(0, colon);
    if (name.isBlank()) {
      throw new IllegalArgumentException("'" + text + "' has no name before the colon");
    }
    var settings = colon < 0 ? settingsOf(name) : text.substring(colon + 1);
    var reader = new RunReader(name.strip());
    for (var setting : settings.split(",", -1)) {
      if (!setting.isBlank()) {
        reader.set(setting.strip());
      }
    }
    return reader.run(settings);
  }

  /** The legs alone, as bare as they can be, to compare others with. */
  private static String settingsOf(String name) {
    return switch (name) {
      case "keyword", "vector" -> "mode=" + name + ",rerank=false,feedback=off,expand=off";
      case "default" -> "";
      default -> throw new IllegalArgumentException("'" + name
          + "' is none of " + String.join(", ", USUAL) + "; others are NAME:key=value,…");
    };
  }

  private void set(String setting) {
    var equals = setting.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(name + ": '" + setting + "' is not key=value");
    }
    var value = setting.substring(equals + 1);
    switch (setting.substring(0, equals)) {
      case "mode" -> mode = oneOf(SearchMode.values(), "mode", value);
      case "alpha" -> alpha = share(value);
      case "blend" -> blend = oneOf(Blend.values(), "blend", value);
      case "feedback" -> feedback = oneOf(Feedback.values(), "feedback", value);
      case "expand" -> expand = oneOf(Expand.values(), "expand", value);
      case "rerank" -> rerank = truth("rerank", value);
      default -> throw new IllegalArgumentException(name + ": unknown key in '" + setting
          + "'; known are mode, alpha, blend, feedback, expand, rerank");
    }
  }

  private Run run(String settings) {
    return new Run(name, settings, mode, alpha, rerank,
        blend == null && feedback == null ? null : new Tuning(blend, feedback), expand);
  }

  private <E extends Enum<E>> E oneOf(E[] constants, String key, String value) {
    for (var constant : constants) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(name + ": " + key + " must be one of "
        + Arrays.stream(constants).map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")));
  }

  private boolean truth(String key, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(name + ": " + key + " must be true or false");
    };
  }

  private double share(String value) {
    try {
      var share = Double.parseDouble(value);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // is told below
    }
    throw new IllegalArgumentException(name + ": alpha must be a number from 0 to 1");
  }
}
