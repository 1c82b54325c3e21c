package io.sluice.bus;

import static io.sluice.bus.Nodes.answer;
import static io.sluice.bus.Nodes.refusal;
import static io.sluice.bus.Nodes.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.bus.Streams.Limits;
import io.sluice.bus.Tracing.Kind;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.CorpusEvent.DocumentChange;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Reply;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The wire itself, which delivery within a node never touches: {@code here} asks, {@code there}
 * serves, and {@code strange} speaks with bytes of our choice, as a newer or a broken node would.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ClusterIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Failed CANCELLED = new Failed(new Cancelled("stopped"));
  private static final Limits LIMITS = new Limits(Duration.ofMillis(10), HOUR, HOUR, 1 << 20);

  private final Nodes nodes = new Nodes();
  private final Vertx here = nodes.clustered();
  private final Vertx there = nodes.clustered();
  private final Vertx strange = nodes.clustered();
  private final NotedSpans spans = new NotedSpans();
  private final Bus bus = Bus.on(here, spans);
  private final Bus busThere = Bus.on(there, spans);
  private final Streams streamsThere = result(Streams.serve(there, busThere, LIMITS));

  @BeforeAll
  void speakInBytes() {
    strange.eventBus().registerCodec(new BytesAsTheyAre());
  }

  @AfterAll
  void close() {
    nodes.close();
  }

  @Test
  void whatIsToldIsHeardOnAllNodes() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    result(bus.hear(CorpusEvent.CORPUS_CHANGED, change -> heard.add("here " + change)));
    result(busThere.hear(CorpusEvent.CORPUS_CHANGED, change -> heard.add("there " + change)));
    var change = new CorpusChanged("acme", "default", 1, 2,
        List.of(new DocumentChange("휴가", List.of("ab"), List.of("cd"))));
    bus.tell(CorpusEvent.CORPUS_CHANGED, change);

    var first = String.valueOf(heard.poll(30, TimeUnit.SECONDS));
    var second = String.valueOf(heard.poll(30, TimeUnit.SECONDS));
    assertEquals(Set.of("here " + change, "there " + change), Set.of(first, second));
  }

  @Test
  void aRequestItsCallAndItsAnswerCrossTheWire() {
    var calls = new CopyOnWriteArrayList<CallInfo>();
    var request = new Embed(List.of("환불 🧾"), Purpose.QUESTION);
    var answer = new Embedded("model", List.of("ko"), List.of(Vector.of(0.6f, 0.8f)));
    var ask = serveThere("call", (embed, call) -> {
      assertEquals(request, embed);
      assertNotSame(request, embed);
      calls.add(call);
      return Future.succeededFuture(Reply.of(answer));
    });

    assertEquals(answer,
        answer(bus.ask(ask, request, new CallInfo("req-1", "에이크미", List.of("user:a", "group:b"),
            "00-a-b-01", System.nanoTime() + HOUR.toNanos(), 0.5))));
    assertEquals(
        new CallInfo("req-1", "에이크미", List.of("user:a", "group:b"),
            spans.of(ask.address()).getLast().place, calls.getFirst().deadlineNanos(), 0.5),
        calls.getFirst());
    assertTrue(calls.getFirst().remaining().compareTo(HOUR) <= 0);
  }

  @Test
  void aRequestToAnotherNodeHasASpanOnBothAndWhatFollowsIsBelow() {
    var calls = new CopyOnWriteArrayList<CallInfo>();
    var ask = serveThere("traced", (embed, call) -> {
      calls.add(call);
      return Future.succeededFuture(Reply.refused(new Overloaded("come back later", 250)));
    });
    refusal(Overloaded.class, bus.ask(ask, new Embed(List.of("a"), Purpose.QUESTION),
        CallInfo.within(HOUR, "r").traced("from-outside", "vendor=1")));

    var both = spans.of(ask.address());
    assertEquals(List.of(Kind.CLIENT, Kind.SERVER), both.stream().map(one -> one.kind).toList());
    assertEquals("from-outside", both.getFirst().parent);
    assertEquals(both.getFirst().place, both.getLast().parent);
    assertEquals(both.getLast().place, calls.getFirst().traceparent());
    assertEquals("vendor=1", calls.getFirst().tracestate());
    both.forEach(one -> assertEquals("gateway.overloaded", one.attributes.get("error")));
  }

  @Test
  void aRefusalCrossesTheWire() {
    var ask = serveThere("refusal", (embed, call) -> Future
        .succeededFuture(Reply.refused(new Overloaded("come back later", 250))));

    assertEquals(new Overloaded("come back later", 250), refusal(Overloaded.class, ask(ask)));
  }

  @Test
  void aHandlerThatThrowsRefusesAcrossTheWire() {
    var ask = serveThere("fault", (embed, call) -> {
      throw new IllegalStateException("on purpose");
    });

    refusal(Internal.class, ask(ask));
  }

  @Test
  @SuppressWarnings("NullAway")
  void anAnswerThatCannotBeWrittenIsUndecodable() {
    var ask = serveThere("broken", (embed, call) -> Future.succeededFuture(
        Reply.of(new Embedded("model", List.of(), List.of(Vector.of((float[]) null))))));

    refusal(Undecodable.class, ask(ask));
  }

  @Test
  @SuppressWarnings("NullAway")
  void aRequestThatCannotBeWrittenIsUndecodable() {
    var ask = new Ask<>("test.unwritable", Embedded.class, Embedded.class, HOUR);
    result(busThere.serve(ask, (request, call) -> Future.succeededFuture(Reply.of(request))));

    refusal(Undecodable.class, bus.ask(ask,
        new Embedded("model", List.of(), List.of(Vector.of((float[]) null))), call()));
  }

  @Test
  void aReplyOfAnUnknownTypeIsUndecodable() {
    refusal(Undecodable.class, ask(strangeReply("type", framed(Buffer.buffer()
        .appendByte(Wire.VERSION).appendUnsignedShort(65_000).appendByte((byte) 0xa0)))));
  }

  @Test
  void aReplyOfAnUnknownWireVersionIsUndecodable() {
    refusal(Undecodable.class, ask(strangeReply("version",
        framed(Wire.encode(new Embedded("m", List.of(), List.of())).setByte(0, (byte) 9)))));
  }

  @Test
  void aReplyThatIsCutShortIsUndecodable() {
    refusal(Undecodable.class,
        ask(strangeReply("short", Buffer.buffer().appendInt(1_000).appendString("too little"))));
  }

  @Test
  void aReplyOfNoBytesIsUndecodable() {
    refusal(Undecodable.class, ask(strangeReply("empty", Buffer.buffer())));
  }

  @Test
  void aReplyOfANewerNodeWithAnotherFieldIsUnderstood() throws IOException {
    var answer = new Embedded("model", List.of("ko"), List.of(Vector.of(1f)));
    var newer = fields(answer);
    newer.putObject("addedLater").put("deep", true);

    assertEquals(answer, answer(ask(strangeReply("newer", framed(bytes(answer, newer))))));
  }

  @Test
  void anUnknownRefusalInsideAnEventIsUndecodable() throws IOException {
    var failed = new Failed(new NotFound("gone", null));
    var newer = fields(failed);
    ((ObjectNode) newer.get("refusal")).put("refusal", "OutOfCoffee");

    var embed = strangeReply("refusal", framed(bytes(failed, newer)));
    var ask = new Ask<>(embed.address(), Embed.class, Failed.class, HOUR);

    refusal(Undecodable.class, bus.ask(ask, new Embed(List.of("q"), Purpose.QUESTION), call()));
  }

  @Test
  void aStreamIsReadAcrossNodesToItsEnd() {
    var log = openThere();
    var reader = reader(log);
    var seen = new ArrayList<StreamEvent>();
    for (var n = 1; n <= 100; n++) {
      var waiting = reader.next(10);
      log.append(new Token("토큰 " + n));
      seen.addAll(answer(waiting).events());
    }
    var last = reader.next(10);
    log.end(new Failed(new NotFound("gone", null)));

    assertEquals(new Batch(List.of(new Failed(new NotFound("gone", null))), 101, true),
        answer(last));
    assertEquals(log.peek(0, 100).events(), seen);
  }

  @Test
  void leavingAcrossNodesCancels() {
    var log = openThere();
    var reader = reader(log);
    log.append(new Token("a"));
    answer(reader.next(10));

    reader.leave();

    result(log.whenEnded());
    assertEquals(new Batch(List.of(CANCELLED), 2, true), log.peek(1, 10));
  }

  @Test
  void cancellingAcrossNodesWakesAReader() {
    var log = openThere();
    var waiting = reader(log).next(10);

    answer(reader(log).cancel());

    assertEquals(new Batch(List.of(CANCELLED), 1, true), answer(waiting));
  }

  @Test
  void aNodeThatGoesMidStreamGivesItsReadersARefusal() {
    var dying = nodes.clustered();
    var log = result(Streams.serve(dying, Bus.on(dying), LIMITS)).<AnswerEvent>open(call(),
        CANCELLED);
    log.append(new Token("a"));
    var reader = reader(log);
    answer(reader.next(10));
    var waiting = reader.next(10);

    result(dying.close());

    assertFalse(refusal(Refusal.class, reader.next(10)) instanceof NotFound, "it was there");
    assertFalse(refusal(Refusal.class, waiting) instanceof NotFound, "it was there");
  }

  private Ask<Embed, Embedded> serveThere(String name,
      BiFunction<Embed, CallInfo, Future<Reply<Embedded>>> handler) {
    var ask = embed(name);
    result(busThere.serve(ask, handler));
    return ask;
  }

  private Ask<Embed, Embedded> strangeReply(String name, Buffer body) {
    var ask = embed("strange." + name);
    result(strange.eventBus()
        .consumer(ask.address(),
            message -> message.reply(body, new DeliveryOptions().setCodecName(WireCodec.NAME)))
        .completion());
    return ask;
  }

  private Future<Reply<Embedded>> ask(Ask<Embed, Embedded> ask) {
    return bus.ask(ask, new Embed(List.of("q"), Purpose.QUESTION), call());
  }

  private EventLog<AnswerEvent> openThere() {
    return streamsThere.open(call(), CANCELLED);
  }

  private StreamReader reader(EventLog<?> log) {
    return new StreamReader(bus, new StreamOpened(log.id()), call(), 0);
  }

  private static Ask<Embed, Embedded> embed(String name) {
    return new Ask<>("test." + name, Embed.class, Embedded.class, HOUR);
  }

  private static CallInfo call() {
    return CallInfo.within(HOUR, "req");
  }

  private static ObjectNode fields(Message message) throws IOException {
    return (ObjectNode) CborMapper.INSTANCE.readTree(Wire.toCbor(message));
  }

  private static Buffer bytes(Message like, ObjectNode fields) throws IOException {
    return Buffer.buffer().appendByte(Wire.VERSION)
        .appendUnsignedShort(TypeTable.idOf(like.getClass()))
        .appendBytes(CborMapper.INSTANCE.writeValueAsBytes(fields));
  }

  private static Buffer framed(Buffer bytes) {
    return Buffer.buffer().appendInt(bytes.length()).appendBuffer(bytes);
  }

  /** Sends a buffer under the name of our codec, and reads what it gets as one. */
  private static final class BytesAsTheyAre implements MessageCodec<Buffer, Buffer> {
    @Override
    public void encodeToWire(Buffer buffer, Buffer bytes) {
      buffer.appendBuffer(bytes);
    }

    @Override
    public Buffer decodeFromWire(int pos, Buffer buffer) {
      return buffer.getBuffer(pos, buffer.length());
    }

    @Override
    public Buffer transform(Buffer bytes) {
      return bytes;
    }

    @Override
    public String name() {
      return WireCodec.NAME;
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }
}
