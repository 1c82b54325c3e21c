package io.sluice.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.sluice.bus.Tracing.Kind;
import io.sluice.message.CallInfo;
import io.sluice.testservers.OtlpReceiver;
import io.sluice.testservers.OtlpSpan;
import io.sluice.tracing.TracingConfig.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Spans on their way to a collector, which is a real one as far as the wire goes. */
class TracesIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String UNNOTED = "00-" + TRACE + "-00f067aa0ba902b7-00";
  private static final String WORDS = "Is 010-1234-5678 the number of the office?";

  @SuppressWarnings("NullAway.Init")
  private OtlpReceiver collector;

  @BeforeEach
  void start() throws IOException {
    collector = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void spansArriveBelowTheirParentsWithWhatIsSaidOfThem() throws Exception {
    try (var traces = open(1, Content.NONE)) {
      var tracing = traces.tracing();
      var first = tracing.first("GET", Kind.SERVER, CALLER, "vendor=1");
      var call = call(first, "vendor=1");
      var second = tracing.begin("chat m", Kind.CLIENT, call);
      second.with("text", "a").with("number", 3).with("cost", 0.5).with("is", true)
          .with("list", List.of("a", "b")).failed("provider.failed", WORDS).end();
      first.named("GET /v1/ask").end();

      var server = collector.await(TRACE, "GET /v1/ask");
      var client = collector.await(TRACE, "chat m");
      assertEquals("00f067aa0ba902b7", server.parentId());
      assertEquals(server.spanId(), client.parentId());
      assertEquals(server.traceparent(), first.traceparent());
      assertEquals("vendor=1", client.state());
      assertEquals(List.of(2L, 3L), List.of(server.kind(), client.kind()));
      assertEquals(Map.of("text", "a", "number", 3L, "cost", 0.5, "is", true, "list",
          List.of("a", "b"), "error.type", "provider.failed"), client.attributes());
      assertTrue(client.error());
      assertEquals("", client.message());
      assertEquals("https://opentelemetry.io/schemas/1.37.0", client.schema());
      assertEquals("gateway", client.resource().get("service.name"));
      assertEquals("1.2", client.resource().get("service.version"));
      assertEquals("it is", collector.headers().getFirst().getFirst("x-secret"));
    }
  }

  @Test
  void wordsAreThereOnlyWhereTheyAreAllowedAndMasked() throws Exception {
    for (var content : Content.values()) {
      try (var traces = open(1, content)) {
        traces.tracing().first(content.name(), Kind.INTERNAL, null, null)
            .withWords("sluice.question", WORDS).failed("caller.bad_request", WORDS).end();
      }
    }
    var bare = named("NONE");
    assertEquals(Map.of("error.type", "caller.bad_request"), bare.attributes());
    assertEquals("", bare.message());
    var masked = named("MASKED");
    assertEquals("Is [PHONE] the number of the office?", masked.get("sluice.question"));
    assertEquals("Is [PHONE] the number of the office?", masked.message());
  }

  @Test
  void wordsHaveAnEndAndNothingPersonalIsCutInTwo() throws Exception {
    var phones = "010-1234-5678 ".repeat(100_000);
    try (var traces = open(1, Content.MASKED)) {
      traces.tracing().first("long", Kind.INTERNAL, null, null).withWords("words", phones).end();
    }
    var words = named("long").get("words").toString();
    assertTrue(words.length() <= 4_001, () -> "has " + words.length());
    assertFalse(words.contains("010"), words);
  }

  @Test
  void whatComesUnnotedStaysUnnotedAndWhatBeginsHereIsNotedByItsShare() throws Exception {
    try (var traces = open(0, Content.NONE)) {
      var tracing = traces.tracing();
      assertSame(Span.none(), tracing.first("no", Kind.SERVER, UNNOTED, null));
      assertSame(Span.none(), tracing.first("no", Kind.SERVER, "00-a-b-01", null));
      var own = tracing.first("no", Kind.SERVER, null, null);
      assertFalse(own.isNoted());
      assertTrue(Objects.requireNonNull(own.traceparent()).endsWith("-00"));
      assertSame(Span.none(), tracing.begin("no", Kind.INTERNAL, call(own, null)));
      own.end();
      tracing.first("yes", Kind.SERVER, CALLER, null).end();
    }
    assertEquals(List.of("yes"), collector.spans().stream().map(OtlpSpan::name).toList());
  }

  @Test
  void aCallWithoutATraceBeginsNone() {
    try (var traces = open(1, Content.NONE)) {
      assertSame(Span.none(), traces.tracing().begin("no", Kind.CLIENT,
          CallInfo.within(Duration.ofMinutes(1), "r")));
    }
    assertEquals(List.of(), collector.spans());
  }

  @Test
  void withoutACollectorThereIsNothingAtAll() {
    var before = senders();
    try (var traces = Traces.open(new TracingConfig("", "", "gateway", 1, Content.NONE), "1.2")) {
      assertSame(Tracing.OFF, traces.tracing());
      assertSame(Span.none(), traces.tracing().first("no", Kind.SERVER, CALLER, null));
      var call = call(Span.none(), null).traced(CALLER);
      assertSame(call, Span.none().of(call));
      assertNull(Span.none().traceparent());
      assertTrue(before.containsAll(senders()), () -> senders().toString());
    }
  }

  @Test
  void aCollectorThatTakesNothingIsToldOfOnceAndOnceMoreWhenItDoes() throws Exception {
    var log = log();
    collector.answers(400);
    try (var traces = open(1, Content.NONE)) {
      for (var i = 0; i < 3; i++) {
        traces.tracing().first("lost", Kind.SERVER, null, null).end();
        assertEquals(400, collector.call());
      }
      collector.answers(200);
      traces.tracing().first("sent", Kind.SERVER, null, null).end();
      named("sent");
      assertEquals(3, traces.lost());
    }
    assertEquals(List.of(Level.WARN, Level.INFO),
        log.list.stream().map(ILoggingEvent::getLevel).toList());
    assertTrue(log.list.getLast().getFormattedMessage().contains("lost=3"),
        log.list.getLast()::getFormattedMessage);
  }

  @Test
  void aCollectorThatIsNotThereKeepsNobodyWaitingAndWhatIsLostIsTold() throws Exception {
    var log = log();
    String nowhere;
    try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
      nowhere = "http://127.0.0.1:" + taken.getLocalPort();
    }
    var traces = Traces.open(new TracingConfig(nowhere, "", "gateway", 1, Content.NONE), "1.2");
    for (var i = 0; i < 50_000; i++) {
      traces.tracing().first("lost", Kind.SERVER, null, null).with("i", i).end();
    }
    assertTrue(traces.lost() > 10_000, "what cannot wait is lost at once");
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (traces.lost() + traces.waiting() != 50_000) { // which may change places just now
      assertTrue(System.nanoTime() - end < 0, () -> traces.lost() + " " + traces.waiting());
    }
    while (log.list.isEmpty() && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    traces.close();

    assertEquals(List.of(Level.WARN),
        log.list.stream().map(ILoggingEvent::getLevel).toList());
    assertTrue(log.list.getFirst().getFormattedMessage().contains("cannot be reached"),
        log.list.getFirst()::getFormattedMessage);
  }

  private OtlpSpan named(String name) throws InterruptedException {
    return collector.await(all -> all.stream().anyMatch(span -> span.name().equals(name))).stream()
        .filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private Traces open(double share, Content content) {
    return Traces.open(new TracingConfig(collector.url(), "x-secret=it%20is", "gateway", share,
        content), "1.2");
  }

  private static CallInfo call(Span span, @Nullable String state) {
    return span.of(CallInfo.within(Duration.ofMinutes(1), "r").traced(null, state));
  }

  /** Those of other tests may still be at their last spans. */
  private static Set<Thread> senders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("BatchSpanProcessor"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ListAppender<ILoggingEvent> log() {
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    var logger = (Logger) LoggerFactory.getLogger(TellingExporter.class);
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
    return appender;
  }
}
