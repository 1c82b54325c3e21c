package io.sluice.insight.quality;

import io.sluice.bus.Bus;
import io.sluice.language.Language;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.CallInfo;
import io.sluice.message.Course;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How near an answer and its passages are to the question, by their vectors. One answer at a time is looked
 * at, and only so many in a minute: those who ask go before who measures. Confined to one context.
 */
final class Nearness {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_PASSAGES = 3;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final Bus bus;
  private final int perMinute;
  private boolean busy;
  private long nextMs;

  /** @param perMinute how many are looked at; 0 for none */
  Nearness(Bus bus, int perMinute) {
    this.bus = bus;
    this.perMinute = perMinute;
  }

  /** From 0 to 1 each. */
  record Near(double answer, double context) {}

  /** Empty where it is not this one's turn, or there are no vectors that say anything. */
  Future<Optional<Near>> of(long nowMs, String tenant, Course course, Done done) {
    if (perMinute == 0 || busy || nowMs < nextMs || course.answer().isBlank()
        || done.sources().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    busy = true;
    nextMs = nowMs + MINUTE / perMinute;
    var call = new CallInfo(course.requestId(), tenant, List.of(), null,
        System.nanoTime() + PATIENCE.toNanos(), null).uncounted();
    var texts = Stream.concat(Stream.of(course.answer()),
        done.sources().stream().limit(MOST_PASSAGES).map(Source::text)).toList();
    var language = Language.of(course.standalone()).tag();
    var question = bus.ask(Embedding.EMBED,
        new Embed(List.of(course.standalone()), Purpose.QUESTION), call);
    return question
        .compose(asked -> asked instanceof Answered<Embedded>(var embedded)
            && embedded.languages().contains(language)
                ? bus.ask(Embedding.EMBED, new Embed(texts, Purpose.PASSAGE), call)
                    .map(said -> near(embedded, said))
                : Future.succeededFuture(Optional.<Near>empty()))
        .onComplete(over -> busy = false);
  }

  private static Optional<Near> near(Embedded asked, Reply<Embedded> others) {
    if (!(others instanceof Answered<Embedded>(var said)) || !said.model().equals(asked.model())) {
      return Optional.empty();
    }
    var question = asked.vectors().getFirst();
    var vectors = said.vectors();
    return Optional.of(new Near(between(question, vectors.getFirst()),
        vectors.stream().skip(1).mapToDouble(one -> between(question, one)).average().orElse(0)));
  }

  private static double between(Vector one, Vector other) {
    return Math.clamp(one.dot(other), 0, 1);
  }
}
