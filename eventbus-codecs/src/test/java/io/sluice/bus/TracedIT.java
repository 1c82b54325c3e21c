package io.sluice.bus;

import static io.sluice.bus.Nodes.answer;
import static io.sluice.bus.Nodes.refusal;
import static io.sluice.bus.Nodes.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.bus.Streams.Limits;
import io.sluice.bus.Tracing.Kind;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Answering;
import io.sluice.message.Answering.FindLoad;
import io.sluice.message.Answering.LoadFound;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The spans of messages within a node. */
class TracedIT {
  private static final Embed EMBED = new Embed(List.of("a", "b"), Purpose.QUESTION);
  private static final Embedded EMBEDDED = new Embedded("model", List.of("ko"), List.of());

  private final Nodes nodes = new Nodes();
  private final Vertx vertx = nodes.single();
  private final NotedSpans spans = new NotedSpans();
  private final Bus bus = Bus.on(vertx, spans);

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void aRequestWithinANodeHasOneSpanAndWhatFollowsIsBelow() {
    var calls = new CopyOnWriteArrayList<CallInfo>();
    result(bus.serve(Embedding.EMBED, (embed, call) -> {
      calls.add(call);
      return Future.succeededFuture(Reply.of(EMBEDDED));
    }));
    answer(bus.ask(Embedding.EMBED, EMBED, traced()));

    assertEquals(1, spans.all().size());
    var span = spans.of("sluice.embed").getFirst();
    assertEquals(Kind.INTERNAL, span.kind);
    assertEquals("from-outside", span.parent);
    assertEquals(span.place, calls.getFirst().traceparent());
    assertEquals(Map.of("sluice.texts", 2L, "sluice.model", "model"), span.attributes);
  }

  @Test
  void whatFailsOrIsServedByNobodyHasASpanThatSaysSo() {
    refusal(Unavailable.class, bus.ask(Embedding.EMBED, EMBED, traced()));
    result(bus.serve(Embedding.EMBED, (embed, call) -> {
      throw new IllegalStateException("on purpose");
    }));
    refusal(Internal.class, bus.ask(Embedding.EMBED, EMBED, traced()));

    assertEquals(List.of("gateway.unavailable", "gateway.internal"),
        spans.of("sluice.embed").stream().map(span -> span.attributes.get("error")).toList());
  }

  @Test
  void whatIsOfNoTraceHasNoSpan() {
    result(bus.serve(Embedding.EMBED,
        (embed, call) -> Future.succeededFuture(Reply.of(EMBEDDED))));
    answer(bus.ask(Embedding.EMBED, EMBED, CallInfo.within(Duration.ofMinutes(1), "r")));

    assertEquals(List.of(), spans.all());
  }

  @Test
  void readingAStreamAndLookingAgainAndAgainHaveNoSpans() {
    var streams = result(Streams.serve(vertx, bus, Limits.DEFAULT));
    var log = streams.<AnswerEvent>open(traced(), new Failed(new Cancelled("stopped")));
    log.append(new Token("a"));
    var reader = new StreamReader(bus, log.opened(), traced(), 0);
    answer(reader.next(1));
    answer(reader.cancel());
    result(bus.serve(Answering.FIND_LOAD,
        (find, call) -> Future.succeededFuture(Reply.of(new LoadFound(0, 1)))));
    answer(bus.ask(Answering.FIND_LOAD, new FindLoad(), traced()));

    assertEquals(List.of(), spans.all());
  }

  private static CallInfo traced() {
    return CallInfo.within(Duration.ofMinutes(1), "r").traced("from-outside", null);
  }
}
