package io.sluice.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.apologies.Apologies;
import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.StrictReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: several questions at once, each an answer's log whose events carry the client's
 * {@code ref}. A frame that is wrong gets an {@code error} event and the connection lives. Confined
 * to the connection's event loop.
 */
final class WsSession implements WsMessages.Taker {
  private static final StrictReader JSON = StrictReader.ofJson();
  private static final int EVENTS_AT_ONCE = 64;
  private static final int MAX_READERS = 64;
  private static final long RETRY_AFTER_MS = 1000;
  private static final short TOO_LONG = 1009;

  private final Bus bus;
  private final ServerWebSocket socket;
  private final Duration deadline;
  private final RoutingContext ctx;
  private final Visitor visitor;
  private final Set<StreamReader> readers = new HashSet<>();
  private final Map<String, StreamReader> named = new HashMap<>();
  /** Asked, and not yet being answered; true where that is not wanted any more. */
  private final Map<String, Boolean> unopened = new HashMap<>();
  private final List<Runnable> untilDrained = new ArrayList<>();
  private int asking;

  /**
   * @param ctx of the request that it began with
   */
  WsSession(Bus bus, ServerWebSocket socket, Duration deadline, RoutingContext ctx,
      Visitor visitor) {
    this.bus = bus;
    this.socket = socket;
    this.deadline = deadline;
    this.ctx = ctx;
    this.visitor = visitor;
  }

  void open() {
    socket.frameHandler(new WsMessages(HttpVerticle.MAX_FRAME, this)::take);
    socket.exceptionHandler(e -> socket.close());
    socket.closeHandler(closed -> readers.forEach(StreamReader::leave));
  }

  @Override
  public void binary() {
    error(null, new BadRequest("frames are text, not binary", null));
  }

  @Override
  public void tooLong() {
    socket.close(TOO_LONG);
  }

  @Override
  public void text(String text) {
    switch (JSON.read(text.getBytes(StandardCharsets.UTF_8), WsFrames.In.class)) {
      case Parsed.Wrong<WsFrames.In> wrong -> error(ref(text),
          new BadRequest(wrong.line(), wrong.path()));
      case Parsed.Read<WsFrames.In>(WsFrames.In in) -> {
        switch (Objects.requireNonNull(in.type())) {
          case ASK -> ask(in);
          case RESUME -> resume(in);
          case CANCEL -> cancel(in);
        }
      }
    }
  }

  private void ask(WsFrames.In in) {
    if (isFull(in)) {
      return;
    }
    Bodies.Ask ask;
    try {
      ask = in.ask();
    } catch (Check.Violation e) {
      error(in.ref(), Errors.of(e));
      return;
    }
    asking++;
    if (in.ref() != null) {
      unopened.put(in.ref(), false);
    }
    visitor.asks(requestId()).onSuccess(reply -> {
      switch (reply) {
        case Refused<Admitted>(Refusal why) -> {
          asking--;
          unopened.remove(in.ref());
          error(in.ref(), why);
        }
        case Answered<Admitted>(Admitted admitted) -> ask(in, ask, admitted);
      }
    });
  }

  private void ask(WsFrames.In in, Bodies.Ask ask, Admitted admitted) {
    var time = ask.deadlineMs() == null ? deadline : Duration.ofMillis(ask.deadlineMs());
    var call = Caller.call(ctx, admitted, time, ask.maxCostUsd());
    var question = ask.toMessage();
    bus.ask(Answering.ASK_QUESTION, question, call).onSuccess(reply -> {
      asking--;
      var unwanted = Boolean.TRUE.equals(unopened.remove(in.ref()));
      switch (reply) {
        case Refused<StreamOpened>(Refusal why) -> error(in.ref(),
            Apologies.to(question.question(), why));
        case Answered<StreamOpened>(StreamOpened stream) -> {
          var reader = new StreamReader(bus, stream, call, 0);
          if (unwanted) {
            cancel(in.ref(), reader);
          }
          read(in.ref(), reader);
        }
      }
    });
  }

  private void resume(WsFrames.In in) {
    if (isFull(in)) {
      return;
    }
    var stream = new StreamOpened(Objects.requireNonNull(in.answer()));
    read(in.ref(), new StreamReader(bus, stream, Caller.call(ctx, Streaming.HEARTBEAT),
        in.after() == null ? 0 : in.after()));
  }

  /** By the answer's id, which may be that of another connection, or by the name it has here. */
  private void cancel(WsFrames.In in) {
    if (in.answer() != null) {
      cancel(in.ref(), new StreamReader(bus, new StreamOpened(in.answer()),
          Caller.call(ctx, Streaming.HEARTBEAT), 0));
    } else if (unopened.replace(String.valueOf(in.ref()), true) == null) {
      var reader = named.get(in.ref());
      if (reader == null) {
        error(in.ref(), new NotFound("no question of that name is being answered here", "ref"));
      } else {
        cancel(in.ref(), reader);
      }
    }
  }

  private void cancel(@Nullable String ref, StreamReader reader) {
    reader.cancel().onSuccess(reply -> {
      if (reply instanceof Refused<Streaming.Left>(Refusal why)) {
        error(ref, why);
      }
    });
  }

  private boolean isFull(WsFrames.In in) {
    if (readers.size() + asking < MAX_READERS) {
      return false;
    }
    error(in.ref(), new Overloaded(
        "this connection has " + MAX_READERS + " answers open already", RETRY_AFTER_MS));
    return true;
  }

  private void read(@Nullable String ref, StreamReader reader) {
    if (socket.isClosed()) {
      reader.leave();
      return;
    }
    readers.add(reader);
    if (ref != null) {
      named.put(ref, reader);
    }
    look();
    pump(ref, reader);
  }

  private void pump(@Nullable String ref, StreamReader reader) {
    reader.next(EVENTS_AT_ONCE).onSuccess(reply -> take(ref, reader, reply));
  }

  private void take(@Nullable String ref, StreamReader reader, Reply<Batch> reply) {
    if (socket.isClosed()) {
      return;
    }
    switch (reply) {
      case Refused<Batch>(Refusal why) -> {
        ended(reader);
        error(ref, why);
      }
      case Answered<Batch>(Batch batch) -> {
        var number = batch.last() - batch.events().size();
        for (var event : batch.events()) {
          var answer = (AnswerEvent) event;
          send(new WsFrames.Out(ref, answer.kind(), ++number, Events.view(answer, requestId())));
        }
        if (batch.events().isEmpty() && !batch.ended()) {
          socket.writePing(Buffer.buffer()); // so that nobody on the way takes it for dead
        }
        if (batch.ended()) {
          ended(reader);
        } else if (socket.writeQueueFull()) {
          untilDrained.add(() -> pump(ref, reader));
        } else {
          pump(ref, reader);
        }
      }
    }
  }

  private void ended(StreamReader reader) {
    readers.remove(reader);
    named.values().remove(reader);
    look();
  }

  /** While it waits for an answer, and takes what comes, the client has nothing to say. */
  private void look() {
    if (readers.isEmpty() || socket.writeQueueFull()) {
      IdleWatch.clientActs(ctx.request());
    } else {
      IdleWatch.clientWaits(ctx.request());
    }
  }

  /** All answers share the one connection, so all wait for it to drain, and so do new frames. */
  private void goOn() {
    socket.resume();
    look();
    var waiting = List.copyOf(untilDrained);
    untilDrained.clear();
    waiting.forEach(Runnable::run);
  }

  private void error(@Nullable String ref, Refusal why) {
    error(ref, new Failed(why));
  }

  private void error(@Nullable String ref, Failed why) {
    send(new WsFrames.Out(ref, "error", null, Errors.envelope(why, requestId())));
  }

  private void send(WsFrames.Out frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(Responses.text(frame));
      if (socket.writeQueueFull()) {
        look();
        socket.pause().drainHandler(drained -> goOn());
      }
    }
  }

  /** What a frame that is wrong names itself, so that its sender knows which one it was. */
  private static @Nullable String ref(String frame) {
    try {
      var ref = Responses.JSON.readTree(frame).path("ref");
      return ref.isTextual() && ref.asText().length() <= Bodies.MAX_NAME ? ref.asText() : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private String requestId() {
    return Caller.requestId(ctx);
  }
}
