package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.Answering;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: several questions at once, each an answer's log whose events carry the client's
 * {@code ref}. A frame that is wrong gets an {@code error} event and the connection lives. Confined
 * to the connection's event loop.
 */
final class WsSession {
  private static final StrictReader JSON = StrictReader.ofJson();
  private static final int EVENTS_AT_ONCE = 64;
  private static final int MAX_READERS = 64;
  private static final long RETRY_AFTER_MS = 1000;

  private final Bus bus;
  private final ServerWebSocket socket;
  private final Duration deadline;
  private final Function<Duration, CallInfo> calls;
  private final Set<StreamReader> readers = new HashSet<>();
  private final List<Runnable> untilDrained = new ArrayList<>();
  private int asking;

  WsSession(Bus bus, ServerWebSocket socket, Duration deadline,
      Function<Duration, CallInfo> calls) {
    this.bus = bus;
    this.socket = socket;
    this.deadline = deadline;
    this.calls = calls;
  }

  void open() {
    socket.textMessageHandler(this::frame);
    socket.binaryMessageHandler(
        bytes -> error(null, new BadRequest("frames are text, not binary", null)));
    socket.exceptionHandler(e -> socket.close());
    socket.closeHandler(closed -> readers.forEach(StreamReader::leave));
  }

  private void frame(String text) {
    switch (JSON.read(text.getBytes(StandardCharsets.UTF_8), WsFrames.In.class)) {
      case Parsed.Wrong<WsFrames.In> wrong -> error(null,
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
    var time = ask.deadlineMs() == null ? deadline : Duration.ofMillis(ask.deadlineMs());
    var call = calls.apply(time);
    asking++;
    bus.ask(Answering.ASK_QUESTION, ask.toMessage(), call).onSuccess(reply -> {
      asking--;
      switch (reply) {
        case Refused<StreamOpened>(Refusal why) -> error(in.ref(), why);
        case Answered<StreamOpened>(StreamOpened stream) -> read(in.ref(),
            new StreamReader(bus, stream, call, 0));
      }
    });
  }

  private void resume(WsFrames.In in) {
    if (isFull(in)) {
      return;
    }
    var stream = new StreamOpened(Objects.requireNonNull(in.answer()));
    read(in.ref(), new StreamReader(bus, stream, calls.apply(Streaming.HEARTBEAT),
        in.after() == null ? 0 : in.after()));
  }

  private void cancel(WsFrames.In in) {
    var stream = new StreamOpened(Objects.requireNonNull(in.answer()));
    new StreamReader(bus, stream, calls.apply(Streaming.HEARTBEAT), 0).cancel()
        .onSuccess(reply -> {
          if (reply instanceof Refused<Streaming.Left>(Refusal why)) {
            error(in.ref(), why);
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
        readers.remove(reader);
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
          readers.remove(reader);
        } else if (socket.writeQueueFull()) {
          untilDrained.add(() -> pump(ref, reader));
        } else {
          pump(ref, reader);
        }
      }
    }
  }

  /** All answers share the one connection, so all wait for it to drain, and so do new frames. */
  private void goOn() {
    socket.resume();
    var waiting = List.copyOf(untilDrained);
    untilDrained.clear();
    waiting.forEach(Runnable::run);
  }

  private void error(@Nullable String ref, Refusal why) {
    send(new WsFrames.Out(ref, "error", null, Errors.envelope(why, requestId())));
  }

  private void send(WsFrames.Out frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(Responses.text(frame));
      if (socket.writeQueueFull()) {
        socket.pause().drainHandler(drained -> goOn());
      }
    }
  }

  private String requestId() {
    return calls.apply(Duration.ZERO).requestId();
  }
}
