package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.apologies.Apologies;
import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.http.Responses.Answer;
import io.sluice.http.Responses.Hits;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.StrictReader;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One question or search that comes by another way than REST. It takes the bodies of REST and is
 * answered whole. Confined to one event loop.
 */
final class Inquiry {
  private static final StrictReader JSON = StrictReader.ofJson();

  private final Bus bus;
  private final Duration deadline;
  private final Asker asker;
  private final AnswerCollector.Listener listener;
  private @Nullable AnswerCollector collector;
  private boolean left;

  /**
   * @param deadline where the question does not say
   * @param listener is told of an answer's events as they come
   */
  Inquiry(Bus bus, Duration deadline, Asker asker, AnswerCollector.Listener listener) {
    this.bus = bus;
    this.deadline = deadline;
    this.asker = asker;
    this.listener = listener;
  }

  /** What can be asked for. */
  enum Kind {
    ASK,
    SEARCH
  }

  /** Says who asks, with the time and the money that this question has. */
  @FunctionalInterface
  interface Asker {
    CallInfo call(Duration time, @Nullable Double budgetUsd);
  }

  /** What comes of it. */
  sealed interface Outcome {

    record Found(Whole whole) implements Outcome {}

    record Missed(Failed why) implements Outcome {}
  }

  /** To be called once. */
  Future<Outcome> put(Kind kind, JsonNode body) {
    return switch (kind) {
      case ASK -> read(body, Bodies.Ask.class, this::ask);
      case SEARCH -> read(body, Bodies.SearchFor.class, this::search);
    };
  }

  /** Nobody waits any more: the work is stopped. */
  void leave() {
    left = true;
    if (collector != null) {
      collector.leave();
    }
  }

  private static <T> Future<Outcome> read(JsonNode body, Class<T> type,
      Function<T, Future<Outcome>> use) {
    return switch (JSON.read(body, type)) {
      case Parsed.Read<T>(T value) -> use.apply(value);
      case Parsed.Wrong<T> wrong -> refused(BodyReader.refusal(wrong));
    };
  }

  private Future<Outcome> ask(Bodies.Ask ask) {
    if (ask.streams()) {
      return refused(new BadRequest("stream: the answer comes whole here", "stream"));
    }
    var time = ask.deadlineMs() == null ? deadline : Duration.ofMillis(ask.deadlineMs());
    var call = asker.call(time, ask.maxCostUsd());
    var question = ask.toMessage();
    return bus.ask(Answering.ASK_QUESTION, question, call)
        .compose(reply -> switch (reply) {
          case Refused<StreamOpened>(Refusal why) -> missed(
              Apologies.to(question.question(), why));
          case Answered<StreamOpened>(StreamOpened stream) -> collect(
              new StreamReader(bus, stream, call, 0));
        });
  }

  private Future<Outcome> collect(StreamReader reader) {
    if (left) {
      reader.leave();
      return refused(new Cancelled("the asker left"));
    }
    var its = new AnswerCollector(reader, listener);
    collector = its;
    return its.whole().map(reply -> switch (reply) {
      case Refused<Answer> refused -> new Outcome.Missed(its.failure());
      case Answered<Answer>(Answer answer) -> new Outcome.Found(answer);
    });
  }

  private Future<Outcome> search(Bodies.SearchFor search) {
    return bus
        .ask(Answering.SEARCH, search.toMessage(), asker.call(Answering.SEARCH.timeout(), null))
        .map(reply -> switch (reply) {
          case Refused<SearchResult>(Refusal why) -> new Outcome.Missed(new Failed(why));
          case Answered<SearchResult>(SearchResult found) -> new Outcome.Found(Hits.of(found));
        });
  }

  private static Future<Outcome> refused(Refusal why) {
    return missed(new Failed(why));
  }

  private static Future<Outcome> missed(Failed why) {
    return Future.succeededFuture(new Outcome.Missed(why));
  }
}
