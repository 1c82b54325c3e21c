package io.sluice.answer;

import io.sluice.message.Caching.LookedUp;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is noted of a question that was looked up among those that were answered. */
final class RecallNotes {
  private RecallNotes() {}

  static String recalled(LookedUp found) {
    var kept = found.answer();
    return kept == null
        ? "not answered before"
        : "answered " + kept.ageMs() / 1000 + " s ago"
            + (kept.unsure() == null ? "" : ", to be confirmed: " + kept.unsure());
  }

  static String candidates(LookedUp alike) {
    return alike.candidates().isEmpty()
        ? "nothing alike was answered before"
        : alike.candidates().stream().map(one -> String.format(Locale.ROOT, "%.3f %s%s",
            one.score(), one.question(), one.why() == null ? "" : ": " + one.why()))
            .collect(Collectors.joining("\n"));
  }
}
