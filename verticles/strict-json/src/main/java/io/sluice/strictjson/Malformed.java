package io.sluice.strictjson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a parser complains of, in words for the one who wrote the text: where the parser speaks of its
 * own methods and switches, its sentence ends before.
 */
final class Malformed {
  private static final int MAX_LENGTH = 200;
  private static final StreamReadConstraints LIMITS = StreamReadConstraints.defaults();
  private static final List<String> OWN_WORDS = List.of(" (start marker", " [Source", "[Source",
      " maybe a (non-standard)", ": enable", ", enable", " (not recognized", "`", " Feature");

  private Malformed() {}

  static String words(JsonProcessingException e) {
    return switch (e) {
      case JsonEOFException early -> "it ends too early";
      default -> beforeOwnWords(e.getOriginalMessage());
    };
  }

  /** The cause that tells of a limit, however deep; null where there is none. */
  static @Nullable StreamConstraintsException limitIn(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof StreamConstraintsException tooMuch) {
        return tooMuch;
      }
    }
    return null;
  }

  static boolean isTooLong(StreamConstraintsException e) {
    return message(e).startsWith("String");
  }

  static String limit(StreamConstraintsException e) {
    var message = message(e);
    if (isTooLong(e)) {
      return "must have at most " + LIMITS.getMaxStringLength() + " characters";
    }
    if (message.contains("nesting depth")) {
      return "must not be nested deeper than " + LIMITS.getMaxNestingDepth() + " levels";
    }
    if (message.startsWith("Number")) {
      return "must have at most " + LIMITS.getMaxNumberLength() + " digits in a number";
    }
    return message.startsWith("Name")
        ? "must have at most " + LIMITS.getMaxNameLength() + " characters in a field's name"
        : "is more than is read";
  }

  private static String beforeOwnWords(@Nullable String message) {
    var line = message == null ? "" : message.lines().findFirst().orElse("");
    var end = Math.min(line.length(), MAX_LENGTH);
    for (var words : OWN_WORDS) {
      var at = line.indexOf(words);
      end = at < 0 ? end : Math.min(end, at);
    }
    while (end > 0 && ":,( ".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(0, end);
  }

  private static String message(StreamConstraintsException e) {
    return Objects.requireNonNullElse(e.getOriginalMessage(), "");
  }
}
