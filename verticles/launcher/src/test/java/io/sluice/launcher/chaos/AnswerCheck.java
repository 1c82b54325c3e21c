package io.sluice.launcher.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.launcher.chaos.Ending.Answered;
import io.sluice.launcher.chaos.Ending.Failed;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the log of an answer is, whatever went wrong while it was made: {@code accepted} comes first, the
 * numbers are 1, 2, 3 and so on, and there is one {@code done} or {@code error}, behind which nothing comes.
 */
final class AnswerCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data: ";
  private static final String LAST = "[DONE]";

  private long events;
  private @Nullable Ending ending;
  private String seen = "";

  /** An event, with its number unless it is an error outside of the log. */
  void take(@Nullable Long number, String kind, JsonNode data) {
    seen += kind + " ";
    require(ending == null, "an event behind the last one");
    require(number != null || kind.equals("error"), "an event without a number");
    require(number == null || number == ++events, "event " + events + " has another number");
    require(events != 1 || number == null || kind.equals("accepted"), "accepted is not the first");
    switch (kind) {
      case "done" -> ending = new Answered(data.path("route").path("provider").asText());
      case "error" -> ending = Failed.of(data);
      default -> {
      }
    }
  }

  boolean hasEnded() {
    return ending != null;
  }

  long events() {
    return events;
  }

  Ending ending() {
    var how = ending;
    if (how == null) {
      throw new AssertionError("it has no end: " + seen);
    }
    return how;
  }

  /**
   * Reads server-sent events up to the last, or up to so many. What is between them is passed over, also
   * the sizes of chunks, where nobody has taken them out: they stand on lines of their own.
   */
  Ending read(BufferedReader lines, long most) throws IOException {
    @Nullable
    Long number = null;
    var kind = "";
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        number = Long.valueOf(line.substring("id: ".length()));
      } else if (line.startsWith("event: ")) {
        kind = line.substring("event: ".length());
      } else if (line.equals(DATA + LAST)) {
        return ending();
      } else if (line.startsWith(DATA)) {
        take(number, kind, JSON.readTree(line.substring(DATA.length())));
        number = null;
        if (events >= most) {
          return new Ending.Left();
        }
      }
    }
    throw new AssertionError("it was cut off: " + seen);
  }

  private void require(boolean so, String otherwise) {
    if (!so) {
      throw new AssertionError(otherwise + ": " + seen);
    }
  }
}
