package io.sluice.cache;

import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static io.sluice.cache.StandIns.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.cache.Shelf.Outcome;
import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisConfig.Mode;
import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisShelfIT extends ShelfContract {
  private static final AtomicInteger TIMES = new AtomicInteger();
  private static final Duration HOUR = Duration.ofHours(1);

  /** What retrieval says. */
  private final AtomicLong epoch = new AtomicLong(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong now = new AtomicLong(System.currentTimeMillis());

  @SuppressWarnings("NullAway.Init")
  private Vertx vertx;
  @SuppressWarnings("NullAway.Init")
  private Bus bus;
  @SuppressWarnings("NullAway.Init")
  private RedisLink link;
  @SuppressWarnings("NullAway.Init")
  private Node node;

  /** One of those that share it. */
  private final class Node {
    private final Histories histories = new Histories();
    private final RedisHistories shared = new RedisHistories(link, bus, HOUR, HOUR);
    private final RedisShelf<String> shelf = new RedisShelf<>(link, shared, histories, "texts",
        new Texts(), BOUND, HOUR, now::get);

    void hear(CorpusChanged change) {
      histories.hear(change);
      shared.hear(change);
    }

    Optional<String> find(String key) throws Exception {
      return get(shelf.get(HANDBOOK, key)).map(kept -> kept.item().value());
    }
  }

  /** Texts as they are. */
  private static final class Texts implements Form<String> {
    @Override
    public Buffer write(String value) {
      return Buffer.buffer(value);
    }

    @Override
    public Optional<String> read(Buffer bytes) {
      return Optional.of(bytes.toString());
    }

    @Override
    public List<Basis> basis(String value) {
      return List.of();
    }
  }

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    bus = Bus.on(vertx);
    get(bus.serve(Retrieval.FIND_EPOCH, (_, _) -> {
      asked.incrementAndGet();
      return Future.succeededFuture(Reply.of(new EpochFound(epoch.get())));
    }));
    beginAt(1);
  }

  @AfterEach
  void close() throws Exception {
    get(link.close());
  }

  @Override
  void beginAt(long first) throws Exception {
    if (link != null) {
      get(link.close());
    }
    epoch.set(first);
    link = get(RedisLink.open(vertx, config("shelf" + TIMES.incrementAndGet()),
        new SimpleMeterRegistry()));
    var limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!link.isUp() && System.nanoTime() - limit < 0) {
      Thread.onSpinWait();
    }
    node = new Node();
    get(node.shared.ready(HANDBOOK));
  }

  /** Where it is. */
  RedisConfig config(String prefix) {
    return new RedisConfig(RedisServer.shared().url(), Mode.SINGLE, "mymaster", prefix,
        Duration.ofSeconds(10));
  }

  @Override
  Shelf<String> shelf() {
    return node.shelf;
  }

  @Override
  void hear(CorpusChanged change) {
    epoch.set(Math.max(epoch.get(), change.epoch()));
    node.hear(change);
  }

  @Override
  long now() {
    return now.get();
  }

  @Override
  int races() {
    return 60;
  }

  @Override
  void pause() {
    now.incrementAndGet();
  }

  @Override
  long bytes() throws Exception {
    var held = get(link.send(Request.cmd(Command.HGET)
        .arg(RedisKeys.of(link, HANDBOOK).sizes()).arg("")));
    return held == null ? 0 : Long.parseLong(held.toString());
  }

  private List<String> keys() throws Exception {
    return get(link.send(Request.cmd(Command.KEYS).arg(link.key("*")))).stream()
        .map(Object::toString).toList();
  }

  @Test
  void anotherNodeSeesWhatOneKeepsAndLosesWhatOneHears() throws Exception {
    var other = new Node();
    put("q", 1, passage("a", "1"));
    put("r", 1, passage("a", "2"));
    assertEquals(Optional.of("value of q"), other.find("q"));

    hear(news(2, went("a", "1"), came("b", "1")));
    get(node.shared.ready(HANDBOOK));
    assertEquals(Optional.empty(), other.find("q"));
    assertTrue(get(other.shelf.get(HANDBOOK, "r")).orElseThrow().grown());
    assertFalse(get(other.shelf.get(HANDBOOK, "r")).orElseThrow().current());
  }

  @Test
  void aNodeThatHasHeardMoreThanRedisGivesNothingThatWent() throws Exception {
    put("q", 1, passage("a", "1"));
    var other = new Node();
    assertEquals(Optional.of("value of q"), other.find("q"));
    other.histories.hear(news(2, went("a", "1"))); // and Redis is not told
    epoch.set(2);

    assertTrue(other.shelf.get(HANDBOOK, "q").toCompletionStage().toCompletableFuture()
        .handle((_, why) -> why != null).get(), "Redis was trusted");
    assertEquals(Optional.empty(), other.find("q"));
  }

  @Test
  void whatChangedWhileRedisWasAwayPutsAllFromBeforeInDoubt() throws Exception {
    put("q", 1, passage("a", "1"));
    epoch.set(7); // nobody is there who heard how
    var later = new Node();

    assertEquals(Optional.empty(), later.find("q"));
    node = later;
    assertEquals(Outcome.OUTDATED, put("late", 6, passage("a", "1")));
    assertEquals(Outcome.KEPT, put("q", 7, passage("a", "1")));
    assertEquals(Optional.of("value of q"), new Node().find("q"));
  }

  @Test
  void whereTheCorpusBeganAnewNothingOfTheOldOneIsLeft() throws Exception {
    hear(news(1, 40, came("a", "1")));
    put("q", 40, passage("a", "1"));
    epoch.set(3);
    var anew = new Node();

    assertEquals(Optional.empty(), anew.find("q"));
    assertEquals(0, bytes());
    epoch.set(40);
    assertEquals(Optional.empty(), new Node().find("q"));
  }

  @Test
  void whereRedisHasForgottenNothingIsTrusted() throws Exception {
    put("q", 1, passage("a", "1"));
    get(link.send(Request.cmd(Command.DEL).arg(RedisKeys.of(link, HANDBOOK).history())));

    assertTrue(shelf().get(HANDBOOK, "q").toCompletionStage().toCompletableFuture()
        .handle((_, why) -> why != null).get(), "Redis was trusted");
    assertEquals(Outcome.KEPT, put("r", 1, passage("a", "1")));
    assertEquals(Optional.of("value of r"), node.find("r"));
  }

  @Test
  void whereRedisHasLetGoOfWhatRestsOnAPassageItIsNotGivenEither() throws Exception {
    put("q", 1, passage("a", "1"));
    put("r", 1, passage("a", "2"));
    get(link.send(Request.cmd(Command.DEL)
        .arg(RedisKeys.of(link, HANDBOOK).on() + RedisKeys.name(passage("a", "1")))));
    hear(news(2, went("a", "1")));

    var other = new Node();
    assertEquals(Optional.empty(), other.find("q"));
    assertEquals(Optional.of("value of r"), other.find("r"));
  }

  @Test
  void theEpochIsAskedForOnce() throws Exception {
    for (var i = 0; i < 20; i++) {
      put("q" + i, 1);
      find("q" + i);
    }
    assertEquals(1, asked.get());
  }

  @Test
  void everythingThatIsKeptGoesInTime() throws Exception {
    put("q", 1, passage("a", "1"));
    hear(news(2, came("b", "1")));
    get(node.shared.ready(HANDBOOK));

    for (var key : keys()) {
      var left = Long.parseLong(get(link.send(Request.cmd(Command.PTTL).arg(key))).toString());
      assertTrue(left > 0 || key.contains("collections"), () -> key + " stays for ever");
    }
    assertEquals(Set.of("history", "used", "sizes", "texts:q", "texts-group:group of q",
        "on:a\n1"),
        Set.copyOf(keys().stream().filter(key -> !key.contains("collections"))
            .map(key -> key.substring(key.indexOf("}:") + 2)).toList()));
  }

  @Test
  void whatIsWantedOftenStaysLongest() throws Exception {
    put("often", 1, passage("a", "1"));
    put("seldom", 1, passage("a", "1"));
    for (var i = 0; i < 200; i++) {
      pause();
      find("often");
      put("once " + i, 1, passage("a", "1"));
    }
    assertTrue(there().contains("often"));
    assertFalse(there().contains("seldom"));
  }
}
