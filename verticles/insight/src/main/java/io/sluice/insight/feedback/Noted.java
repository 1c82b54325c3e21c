package io.sluice.insight.feedback;

import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the feedback: something was said of an answer, or a source of it opened.
 *
 * @param account of who says so; null where nobody counts
 * @param route who answered, of which variant
 * @param experiment that the answer counts for; null where it counts for none
 * @param rating from 1 to 5; null where none is given
 * @param comment in words, as far as those may be written
 * @param passages what was shown with the answer; null of a click
 * @param clicked the source that was opened; null where something was said
 */
public record Noted(Instant at, String answer, String tenant, @Nullable String account,
    @Nullable Route route, @Nullable String experiment, @Nullable Integer rating,
    @Nullable String comment, @Nullable List<Shown> passages, @Nullable Shown clicked) {

  /** A passage, without its words: the query log has those. */
  public record Shown(int n, String document, int version, String passage) {

    static Shown of(Quote quote) {
      return new Shown(quote.n(), quote.document(), quote.version(), quote.passage());
    }
  }

  static Noted said(Instant at, String id, @Nullable String account, QueryRecord of,
      @Nullable Integer rating, @Nullable String comment) {
    return new Noted(at, id, of.tenant(), account, of.route(), of.experiment(), rating, comment,
        of.passages().stream().map(Shown::of).toList(), null);
  }

  static Noted clicked(Instant at, String id, @Nullable String account, QueryRecord of,
      Quote source) {
    return new Noted(at, id, of.tenant(), account, of.route(), of.experiment(), null, null, null,
        Shown.of(source));
  }
}
