package io.sluice.insight.feedback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.insight.feedback.Outcome.Clicked;
import io.sluice.insight.feedback.Outcome.Rated;
import io.sluice.insight.files.DayFiles;
import io.sluice.insight.files.JsonLines;
import io.sluice.insight.queries.QueriesConfig;
import io.sluice.insight.queries.QueryLog;
import io.sluice.message.CallInfo;
import io.sluice.message.Insight.ClickNoted;
import io.sluice.message.Insight.FeedbackTaken;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.NoteClick;
import io.sluice.message.Message;
import io.sluice.message.QueryRecord;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what is said of answers and which sources are opened, beside the query log, and as long as
 * that is kept. It is on the disk when it is taken. Confined to one context; what takes time is done on a
 * worker.
 *
 * <p>An answer's first rating counts, and is told; a later one takes its place in what is shown. Whether one
 * is the first is remembered of so many answers; of answers from before the start the files tell. So an
 * answer counts twice only where more others than are remembered were rated between, in one run.
 */
public final class FeedbackLog {
  private static final int MOST_REMEMBERED = 50_000;
  private static final int MAX_COMMENT = 2_000;

  private final Vertx vertx;
  private final QueriesConfig config;
  private final QueryLog queries;
  private final Clock clock;
  private final DayFiles files;
  private final Consumer<Outcome> outcomes;
  private final Instant since;
  /** The latest rating, by tenant and answer. */
  private final Cache<List<String>, Integer> rated = Caffeine.newBuilder()
      .maximumSize(MOST_REMEMBERED).build();
  /** What was opened, by tenant, answer and source. */
  private final Cache<List<String>, Boolean> clicked = Caffeine.newBuilder()
      .maximumSize(MOST_REMEMBERED).build();

  /**
   * A log in this folder, to be used on this context.
   *
   * @param outcomes is told what counts
   */
  public FeedbackLog(Vertx vertx, Path folder, QueriesConfig config, QueryLog queries,
      Clock clock, Consumer<Outcome> outcomes) {
    this.vertx = vertx;
    this.config = config;
    this.queries = queries;
    this.clock = clock;
    this.files = DayFiles.forced(folder.resolve("feedback"));
    this.outcomes = outcomes;
    this.since = clock.instant();
  }

  /** Somebody says something of an answer. */
  public Future<Reply<FeedbackTaken>> take(GiveFeedback said, CallInfo call) {
    var wrong = wrong(said);
    return wrong != null
        ? Future.succeededFuture(Reply.refused(wrong))
        : about(said.answer(), call, answer -> take(said, answer, call)
            .map(taken -> Reply.of(new FeedbackTaken())));
  }

  private static @Nullable Refusal wrong(GiveFeedback said) {
    var rating = said.rating();
    var comment = said.comment();
    if (rating == null && comment == null) {
      return new BadRequest("needs a rating or a comment", "rating");
    }
    if (rating != null && (rating < 1 || rating > 5)) {
      return new BadRequest("must be from 1 to 5, not " + rating, "rating");
    }
    return comment != null && comment.length() > MAX_COMMENT
        ? new BadRequest("must have at most " + MAX_COMMENT + " characters", "comment")
        : null;
  }

  private Future<?> take(GiveFeedback said, QueryRecord answer, CallInfo call) {
    var rating = said.rating();
    if (rating == null) {
      return write(said, answer, call);
    }
    return wasRatedBeforeTheStart(said.answer(), answer)
        .compose(before -> write(said, answer, call).onSuccess(written -> {
          var last = rated.asMap().put(List.of(answer.tenant(), said.answer()), rating);
          if (last == null && !before) {
            outcomes.accept(new Rated(answer, rating));
          }
        }));
  }

  private Future<Boolean> wasRatedBeforeTheStart(String id, QueryRecord answer) {
    return answer.at().isBefore(since)
        ? rating(id, answer).map(last -> last != null)
        : Future.succeededFuture(false);
  }

  /** Somebody opened a source. */
  public Future<Reply<ClickNoted>> note(NoteClick click, CallInfo call) {
    return about(click.answer(), call, answer -> note(click, answer, call));
  }

  private Future<Reply<ClickNoted>> note(NoteClick click, QueryRecord answer, CallInfo call) {
    var shown = answer.passages();
    for (var i = 0; i < shown.size(); i++) {
      if (shown.get(i).n() == click.source()) {
        var position = i + 1;
        var source = shown.get(i);
        return write(() -> Noted.clicked(clock.instant(), click.answer(), call.account(), answer,
            source)).map(written -> {
              if (clicked.asMap().put(List.of(answer.tenant(), click.answer(),
                  String.valueOf(click.source())), true) == null) {
                outcomes.accept(new Clicked(answer, position));
              }
              return Reply.of(new ClickNoted());
            });
      }
    }
    return Future.succeededFuture(Reply.refused(
        new BadRequest("the answer has no source " + click.source(), "source")));
  }

  /** What the answer was rated last; null where nobody has rated it. */
  public Future<@Nullable Integer> rating(String id, QueryRecord answer) {
    var known = rated.getIfPresent(List.of(answer.tenant(), id));
    return known != null
        ? Future.succeededFuture(known)
        : vertx.executeBlocking(() -> ratingInFiles(id, answer), false);
  }

  private @Nullable Integer ratingInFiles(String id, QueryRecord answer) throws IOException {
    var sign = "\"answer\":\"" + id + "\"";
    var last = new AtomicReference<@Nullable Integer>();
    files.read(dayOf(answer.at()), line -> {
      var noted = line.contains(sign) ? JsonLines.read(line, Noted.class) : null;
      if (noted != null && noted.rating() != null && noted.answer().equals(id)
          && noted.tenant().equals(answer.tenant())) {
        last.set(noted.rating());
      }
      return true;
    });
    return last.get();
  }

  private <T extends Message> Future<Reply<T>> about(String id, CallInfo call,
      Function<QueryRecord, Future<Reply<T>>> use) {
    return queries.find(call.tenant(), id, "answer").compose(found -> switch (found) {
      case Answered<QueryRecord>(var answer) -> use.apply(answer);
      case Refused<QueryRecord>(var why) -> Future.succeededFuture(Reply.refused(why));
    });
  }

  private Future<Boolean> write(GiveFeedback said, QueryRecord answer, CallInfo call) {
    return write(() -> Noted.said(clock.instant(), said.answer(), call.account(), answer,
        said.rating(), written(said.comment())));
  }

  private @Nullable String written(@Nullable String comment) {
    var words = comment == null ? "" : config.text().written(comment);
    return words.isEmpty() ? null : words;
  }

  private Future<Boolean> write(Supplier<Noted> line) {
    return vertx.executeBlocking(() -> {
      var noted = line.get();
      var today = dayOf(noted.at());
      files.append(today, JsonLines.line(noted), config.keepFor(), config.mostBytes());
      return noted;
    }).map(written -> true);
  }

  private static LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
