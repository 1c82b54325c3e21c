package io.sluice.answer.batch;

import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for those who answer questions. It does with a question what it was told for its words, one
 * after the other, and then answers it.
 */
final class Answerers {
  private final Streams streams;
  private final Map<String, Queue<Act>> script = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  final AtomicInteger mostOpen = new AtomicInteger();
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final BlockingQueue<Asked> held = new LinkedBlockingQueue<>();
  volatile Act otherwise = Answerers::answer;

  Answerers(Streams streams) {
    this.streams = streams;
  }

  record Asked(AskOnce once, CallInfo call, EventLog<AnswerEvent> log) {
    String words() {
      return once.question().question();
    }
  }

  /** What becomes of a question; a refusal for one that gets no log. */
  @FunctionalInterface
  interface Act {
    @Nullable
    Refusal on(Asked asked);
  }

  Future<?> serve(Bus bus) {
    return bus.serve(Answering.ASK_ONCE, (once, call) -> {
      EventLog<AnswerEvent> log = streams.open(call, new Failed(new Cancelled("stopped")));
      log.stay();
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      // Counted out before anybody reads of the end, who may ask the next question at once.
      log.feed(event -> {
        if (event instanceof Done || event instanceof Failed) {
          open.decrementAndGet();
        }
      });
      var now = new Asked(once, call, log);
      asked.add(now);
      var acts = script.get(now.words());
      var act = acts == null ? null : acts.poll();
      var refusal = (act == null ? otherwise : act).on(now);
      if (refusal != null) {
        log.cancel();
        return Future.succeededFuture(Reply.refused(refusal));
      }
      return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
    });
  }

  void script(String words, Act... acts) {
    script.put(words, new ConcurrentLinkedQueue<>(List.of(acts)));
  }

  /** How often a question was asked, and by which keys. */
  List<String> keys(String words) {
    return asked.stream().filter(one -> one.words().equals(words)).map(one -> one.once().key())
        .toList();
  }

  Asked takeHeld() throws InterruptedException {
    var one = held.poll(30, TimeUnit.SECONDS);
    if (one == null) {
      throw new AssertionError("nothing was asked");
    }
    return one;
  }

  /** Leaves the answer to the test. */
  Act holds() {
    return asked -> {
      held.add(asked);
      return null;
    };
  }

  static Act refuses(Refusal why) {
    return asked -> why;
  }

  static Act fails(Refusal why) {
    return asked -> {
      asked.log().append(new Token("half of "));
      asked.log().end(new Failed(why));
      return null;
    };
  }

  /** An answer of the passages, since the model was not there. */
  static Act standsIn() {
    return asked -> {
      var done = Results.done(asked.log().id(), "extractive");
      asked.log().end(new Done(done.id(), true, List.of(), List.of(), done.route(), done.cache(),
          List.of(new Degraded("generation", "openai is busy")), done.usage(), done.timings(),
          List.of(), null, null, null));
      return null;
    };
  }

  static @Nullable Refusal answer(Asked asked) {
    asked.log().append(new Token("답: "));
    asked.log().append(new Token(asked.words()));
    asked.log().end(Results.done(asked.log().id(), "openai"));
    return null;
  }
}
