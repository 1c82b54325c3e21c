package io.sluice.insight.queries;

import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.Course;
import io.sluice.message.Insight.Observe;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import io.sluice.message.QueryRecord.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes records of what insight is told, with as much of the text as may be written. */
final class Records {
  private static final int QUOTED = 200;

  private final Text text;

  Records(Text text) {
    this.text = text;
  }

  QueryRecord of(String tenant, Observe end, Course course) {
    var done = course.done();
    var question = text.written(course.question());
    return new QueryRecord(course.id(), Instant.ofEpochMilli(course.atMs()), course.requestId(),
        tenant, course.account(), course.collection(), question,
        course.standalone().equals(course.question())
            ? question
            : text.written(course.standalone()),
        done == null ? null : text.written(course.answer()), end.grounded(),
        done == null ? null : done.support(), end.refusal(), end.route(), course.experiment(),
        course.asker(),
        done == null ? null : done.cache(), done == null ? List.of() : quotes(done),
        done == null ? List.of() : done.degraded().stream().map(this::degraded).toList(),
        end.usage(), end.timings(),
        course.stages().stream().map(this::stage).toList());
  }

  private List<Quote> quotes(Done done) {
    return done.sources().stream().map(this::quote).toList();
  }

  private Quote quote(Source source) {
    var all = source.text();
    return new Quote(source.n(), source.document(), source.version(), source.passage(),
        text.written(source.title()), source.score(),
        text.written(all.length() <= QUOTED ? all : all.substring(0, QUOTED)));
  }

  /** A server may quote what it was sent. */
  private Degraded degraded(Degraded given) {
    return new Degraded(given.what(), text.written(given.why()), given.retryAfterMs());
  }

  private Stage stage(Stage stage) {
    return new Stage(stage.name(), stage.startMs(), stage.ms(), orNull(stage.input()),
        orNull(stage.output()));
  }

  private @Nullable String orNull(@Nullable String words) {
    return words == null ? null : text.written(Objects.requireNonNull(words));
  }
}
