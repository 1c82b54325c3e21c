package io.sluice.bus;

import io.sluice.message.Ask;
import io.sluice.message.Ask.Reach;
import io.sluice.message.CallInfo;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Topic;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed request and reply between actors, on one node or across a cluster.
 *
 * <p>Whatever happens, an asker gets a {@link Reply} within its time: a handler that throws, a reply
 * that cannot be decoded and an actor that is not there are refusals. The futures never fail.
 *
 * <p>May be used from any thread; handlers run on the context that called {@link #serve}.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  /** What Vert.x says of a message whose consumer went; that nobody answered in time it says otherwise. */
  private static final String DISCARDED = "Discarded the request.";
  private static final DeliveryOptions REPLY = new DeliveryOptions().setCodecName(WireCodec.NAME);

  private final EventBus eventBus;
  private final Tracing tracing;
  private final MessageSpans spans;
  private final Nearby nearby;

  private Bus(EventBus eventBus, Tracing tracing, MessageSpans spans, Nearby nearby) {
    this.eventBus = eventBus;
    this.tracing = tracing;
    this.spans = spans;
    this.nearby = nearby;
  }

  /** The bus of this node, without traces. To be called once for a {@code Vertx}. */
  public static Bus on(Vertx vertx) {
    return on(vertx, Tracing.OFF);
  }

  /** The same with traces, of its messages and of what actors do for them. */
  public static Bus on(Vertx vertx, Tracing tracing) {
    vertx.eventBus().registerCodec(new WireCodec());
    return new Bus(vertx.eventBus(), tracing, new MessageSpans(tracing, vertx.isClustered()),
        new Nearby(vertx));
  }

  /** To be told when nodes have come or gone: who waits for one that is not there gets a refusal. */
  public void nodesChanged() {
    nearby.changed();
  }

  /** What this node is called where one of its own is asked; null where there are no others. */
  @Nullable
  String node() {
    return nearby.isClustered() ? nearby.self() : null;
  }

  /** Whether a request does not leave this node. */
  public boolean isServedHere(Ask<?, ?> ask) {
    return nearby.isServed(ask.address());
  }

  /** Where actors note what they do for a message. */
  public Tracing tracing() {
    return tracing;
  }

  /**
   * Sends the request to one of those who serve it: to this node where it does, since what is elsewhere costs
   * a way there and back, and may go.
   */
  public <Q extends Message, A extends Message> Future<Reply<A>> ask(Ask<Q, A> ask, Q request,
      CallInfo call) {
    var remaining = call.remaining();
    if (remaining.toMillis() <= 0) {
      return Future.succeededFuture(Reply.refused(late(ask)));
    }
    var time = remaining.compareTo(ask.timeout()) < 0 ? remaining : ask.timeout();
    return ask.reach() == Reach.WHO_KNOWS && nearby.isClustered()
        ? new Knowing(nearby.others()).ask(this, ask, request, call)
        : send(ask, request, call, remaining, time);
  }

  private <Q extends Message, A extends Message> Future<Reply<A>> send(Ask<Q, A> ask, Q request,
      CallInfo call, Duration remaining, Duration time) {
    var span = spans.asked(ask, request, call);
    var sent = send(ask, request, span, span.of(call), remaining, time);
    return span.isNoted()
        ? sent.onSuccess(reply -> MessageSpans.end(span, body(reply)))
        : sent;
  }

  private <Q extends Message, A extends Message> Future<Reply<A>> send(Ask<Q, A> ask, Q request,
      Span span, CallInfo call, Duration remaining, Duration time) {
    try {
      var headers = CallHeaders.write(call, remaining);
      spans.sign(span, headers);
      var options = new DeliveryOptions().setCodecName(WireCodec.NAME)
          .setSendTimeout(time.toMillis()).setHeaders(headers);
      return nearby.isServed(ask.address())
          ? askHere(ask, request, options)
          : askAnyone(ask, request, options);
    } catch (RuntimeException e) {
      LOG.error("could not send address={} requestId={}", ask.address(), call.requestId(), e);
      return Future.succeededFuture(Reply.refused(new Internal("the request could not be sent")));
    }
  }

  /** Whoever served it here may have stopped a moment ago, and others may serve it. */
  private <Q extends Message, A extends Message> Future<Reply<A>> askHere(Ask<Q, A> ask, Q request,
      DeliveryOptions options) {
    return eventBus.<Object>request(ask.address(), request,
        new DeliveryOptions(options).setLocalOnly(true))
        .map(answer -> typed(ask, answer.body()))
        .recover(failure -> nearby.isClustered() && isUnseen(failure)
            ? askAnyone(ask, request, options)
            : Future.failedFuture(failure))
        .otherwise(failure -> Reply.refused(refusal(ask, failure)));
  }

  private <Q extends Message, A extends Message> Future<Reply<A>> askAnyone(Ask<Q, A> ask,
      Q request, DeliveryOptions options) {
    var reply = eventBus.<Object>request(ask.address(), request, options)
        .map(answer -> typed(ask, answer.body()))
        .otherwise(failure -> Reply.refused(refusal(ask, failure)));
    return nearby.isClustered() ? unlessItsNodeGoes(ask, reply) : reply;
  }

  /** Whether nobody has seen the request: none was there, or went with it still waiting before him. */
  private static boolean isUnseen(Throwable failure) {
    return failure instanceof ReplyException e && switch (e.failureType()) {
      case NO_HANDLERS -> true;
      case TIMEOUT -> String.valueOf(e.getMessage()).startsWith(DISCARDED);
      case RECIPIENT_FAILURE, ERROR -> false;
    };
  }

  /** A node that dies does not answer, and its requests would wait for all of their time. */
  private <A extends Message> Future<Reply<A>> unlessItsNodeGoes(Ask<?, A> ask,
      Future<Reply<A>> reply) {
    var first = Promise.<Reply<A>>promise();
    nearby.waitsFor(ask.address(), first, () -> first.tryComplete(Reply.refused(
        new Unavailable(ask.address(), "the node is gone that served it"))));
    reply.onSuccess(answer -> {
      nearby.forget(first);
      first.tryComplete(answer);
    });
    return first.future();
  }

  /**
   * Serves a kind of request. The future completes once every node knows.
   *
   * @param handler may throw and its future may fail: the asker then gets a refusal
   */
  public <Q extends Message, A extends Message> Future<Void> serve(Ask<Q, A> ask,
      BiFunction<Q, CallInfo, Future<Reply<A>>> handler) {
    return ask.reach() == Reach.WHO_KNOWS && nearby.isClustered()
        ? Future.all(consume(ask, handler), consume(ask.on(nearby.self()), handler)).mapEmpty()
        : consume(ask, handler);
  }

  private <Q extends Message, A extends Message> Future<Void> consume(Ask<Q, A> ask,
      BiFunction<Q, CallInfo, Future<Reply<A>>> handler) {
    var consumer = eventBus.<Object>consumer(ask.address());
    consumer.endHandler(_ -> nearby.servesNoMore(ask.address()));
    consumer.handler(message -> {
      var sent = CallHeaders.read(message.headers());
      var span = spans.served(ask, message.headers(), sent);
      var call = span.of(sent);
      answer(ask, message.body(), call, handler).map(Bus::body)
          .otherwise(failure -> thrown(ask, call, failure)).onSuccess(body -> {
            MessageSpans.end(span, body);
            reply(message, body);
          });
    });
    nearby.serves(ask.address());
    return consumer.completion();
  }

  /** Tells all who hear, on all nodes. Nobody answers, and a node that is cut off misses it. */
  public <M extends Message> void tell(Topic<M> topic, M news) {
    try {
      eventBus.publish(topic.address(), news, new DeliveryOptions().setCodecName(WireCodec.NAME));
    } catch (RuntimeException e) {
      LOG.error("could not tell address={}", topic.address(), e);
    }
  }

  /**
   * Hears what is told. The future completes once every node knows.
   *
   * <p>What is told here and asked for later, by whoever caused it, comes in this order to one who
   * hears and serves on the same context.
   */
  public <M extends Message> Future<Void> hear(Topic<M> topic, Consumer<M> handler) {
    return eventBus.<Object>consumer(topic.address(), message -> {
      if (topic.type().isInstance(message.body())) {
        try {
          handler.accept(topic.type().cast(message.body()));
        } catch (RuntimeException e) {
          LOG.error("hearing failed address={}", topic.address(), e);
        }
      } else {
        LOG.error("heard what is not understood address={} what={}", topic.address(),
            message.body());
      }
    }).completion();
  }

  private static <Q extends Message, A extends Message> Future<Reply<A>> answer(Ask<Q, A> ask,
      @Nullable Object request, CallInfo call, BiFunction<Q, CallInfo, Future<Reply<A>>> handler) {
    if (request instanceof Undecodable why) {
      return Future.succeededFuture(Reply.refused(why));
    }
    if (!ask.request().isInstance(request)) {
      return Future.succeededFuture(Reply.refused(new BadRequest(ask.address() + " takes "
          + ask.request().getSimpleName() + ", not " + nameOf(request), null)));
    }
    if (call.isLate()) {
      return Future.succeededFuture(Reply.refused(late(ask)));
    }
    try {
      return Objects.requireNonNull(handler.apply(ask.request().cast(request), call),
          "the handler returned no future");
    } catch (Throwable e) { // await() throws whatever a future failed with, checked or not
      return Future.failedFuture(e);
    }
  }

  /** Never throws: whoever completed the handler's future has others to serve. */
  private static void reply(io.vertx.core.eventbus.Message<?> message, Message body) {
    try {
      message.reply(body, REPLY);
    } catch (RuntimeException e) {
      LOG.error("could not reply address={}", message.address(), e);
    }
  }

  private static <A extends Message> Message body(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal refusal) -> refusal;
    };
  }

  private static <A extends Message> Reply<A> typed(Ask<?, A> ask, @Nullable Object body) {
    if (ask.answer().isInstance(body)) {
      return Reply.of(ask.answer().cast(body));
    }
    return Reply.refused(body instanceof Refusal refusal
        ? refusal
        : new Undecodable(ask.address() + " answered with " + nameOf(body)));
  }

  private static String nameOf(@Nullable Object body) {
    return body == null ? "nothing" : body.getClass().getSimpleName();
  }

  private static Refusal refusal(Ask<?, ?> ask, Throwable failure) {
    if (isUnseen(failure)) {
      return new Unavailable(ask.address(), "nobody serves " + ask.address());
    }
    if (failure instanceof ReplyException e) {
      return e.failureType() == ReplyFailure.TIMEOUT
          ? late(ask)
          : new Internal(ask.address() + " failed");
    }
    LOG.error("request failed address={}", ask.address(), failure);
    return new Internal(ask.address() + " failed");
  }

  private static DeadlinePassed late(Ask<?, ?> ask) {
    LOG.debug("no answer in time address={}", ask.address());
    return new DeadlinePassed("there was no answer in the time given");
  }

  private static Refusal thrown(Ask<?, ?> ask, CallInfo call, Throwable failure) {
    LOG.error("handler failed address={} requestId={}", ask.address(), call.requestId(), failure);
    // Its threads are gone, since it is being stopped.
    return failure instanceof RejectedExecutionException
        ? new Unavailable(ask.address(), ask.address() + " is being stopped")
        : new Internal(ask.address() + " failed");
  }
}
