package io.sluice.insight.queries;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.Course;
import io.sluice.message.Filters;
import io.sluice.message.Insight.Observe;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import io.sluice.message.QueryRecord.Stage;
import io.sluice.message.QueryRecord.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of what insight is told, with as much of the text as may be written. It is masked first and
 * cut then: half of a number is not known for one.
 */
final class Records {
  private static final int QUOTED = 200;
  /** Personal data with blanks in it is shorter, up to the last of them. */
  private static final int BLANKS = 65;

  /** Answers from the cache say the same again, from the same passages; and masking takes longest. */
  private static final long KNOWN_BYTES = 8L << 20;

  private final Text text;
  private final Cache<String, String> known = Caffeine.newBuilder().maximumWeight(KNOWN_BYTES)
      .<String, String>weigher((words, written) -> 2 * (words.length() + written.length()))
      .build();

  Records(Text text) {
    this.text = text;
  }

  QueryRecord of(String tenant, Observe end, Course course) {
    var done = course.done();
    var question = written(course.question());
    return new QueryRecord(course.id(), Instant.ofEpochMilli(course.atMs()), course.requestId(),
        tenant, course.account(), course.collection(), question,
        course.standalone().equals(course.question())
            ? question
            : written(course.standalone()),
        done == null ? null : written(course.answer()), end.grounded(),
        done == null ? null : done.support(), end.refusal(), end.route(), course.experiment(),
        course.asker(),
        done == null ? null : done.cache(), done == null ? List.of() : quotes(done),
        done == null ? List.of() : done.degraded().stream().map(this::degraded).toList(),
        end.usage(), end.timings(),
        course.stages().stream().map(this::stage).toList(), terms(course.terms(), done != null));
  }

  /** The variant of what was answered is the name of one that there is; else it may be anything. */
  private @Nullable Terms terms(@Nullable Terms asked, boolean answered) {
    if (asked == null) {
      return null;
    }
    var filters = asked.filters();
    var variant = asked.variant();
    return new Terms(asked.k(), filters == null || text == Text.NONE ? null : filters(filters),
        variant == null || answered ? variant : written(variant), asked.tier(), asked.expand(),
        asked.retrieval());
  }

  /** Names of people and addresses of sources may be among them. */
  private Filters filters(Filters asked) {
    return new Filters(asked.tags().stream().map(this::written).toList(),
        orNull(asked.language()), asked.from(), asked.to(), orNull(asked.author()),
        orNull(asked.source()));
  }

  private List<Quote> quotes(Done done) {
    return done.sources().stream().map(this::quote).toList();
  }

  private Quote quote(Source source) {
    var all = source.text();
    return new Quote(source.n(), source.document(), source.version(), source.passage(),
        written(source.title()), source.score(), beginning(all));
  }

  /** A server may quote what it was sent. */
  private Degraded degraded(Degraded given) {
    return new Degraded(given.what(), written(given.why()), given.retryAfterMs());
  }

  private Stage stage(Stage stage) {
    return new Stage(stage.name(), stage.startMs(), stage.ms(), orNull(stage.input()),
        orNull(stage.output()));
  }

  private @Nullable String orNull(@Nullable String words) {
    return words == null ? null : noted(Objects.requireNonNull(words));
  }

  private String written(String words) {
    return text == Text.MASKED ? known.get(words, text::written) : text.written(words);
  }

  private String noted(String words) {
    var written = written(words);
    if (words.length() <= Stage.MOST_TEXT || written.isEmpty()) {
      return written;
    }
    var wasCut = words.length() >= Stage.MOST_TEXT + Stage.MARGIN;
    return (wasCut ? sure(words, written, Stage.MOST_TEXT) : cut(written, Stage.MOST_TEXT)) + "…";
  }

  /** Of a passage, of which not all is masked: that takes longer than everything else that is done here. */
  private String beginning(String passage) {
    var end = wordEnd(passage, QUOTED + BLANKS);
    if (end == passage.length()) {
      return cut(written(passage), QUOTED);
    }
    var words = passage.substring(0, end);
    return sure(words, written(words), QUOTED);
  }

  /** Where the word ends that goes on there; what has no blanks for so long is no word. */
  private static int wordEnd(String text, int from) {
    var end = from;
    while (end < text.length() && end < from + Stage.MARGIN
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return Math.min(end, text.length());
  }

  /**
   * At most so many letters of what was written of words that go on behind them. What was not masked at their
   * end may be half of what would have been, and does not count where masking has brought it forward.
   */
  private static String sure(String words, String written, int most) {
    var margin = Math.min(words.length() - most, written.length());
    var same = 0;
    while (same < margin && written.charAt(written.length() - 1 - same) == words
        .charAt(words.length() - 1 - same)) {
      same++;
    }
    return cut(written, Math.min(written.length() - same, most));
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    var end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
