package io.sluice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.redis.RedisConfig.Mode;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisLinkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Script ECHO = Script.of("return {KEYS[1], ARGV[1]}");

  private final RedisServer redis = RedisServer.start();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @SuppressWarnings("NullAway.Init")
  private RedisLink link;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    link = get(RedisLink.open(vertx, config(Duration.ofSeconds(5)), registry));
    until(true);
  }

  @AfterEach
  void close() throws Exception {
    get(link.close());
    redis.close();
  }

  private RedisConfig config(Duration within) {
    return new RedisConfig(redis.url(), Mode.SINGLE, "mymaster", "test", within);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(),
        TimeUnit.SECONDS);
  }

  private Future<Response> set(String value) {
    return link.send(Request.cmd(Command.SET).arg(link.key("k")).arg(value));
  }

  private double state() {
    return registry.get("rag.circuit.state").tag("name", "redis").gauge().value();
  }

  private void until(boolean up) {
    until(link, up);
  }

  private static void until(RedisLink link, boolean up) {
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (link.isUp() != up && System.nanoTime() - limit < 0) {
      try {
        get(link.send(Request.cmd(Command.SET).arg("any").arg("value")));
      } catch (Exception e) {
        Thread.onSpinWait();
      }
    }
    assertEquals(up, link.isUp());
  }

  @Test
  void aScriptRunsWhetherOrNotRedisKnowsIt() throws Exception {
    for (var round = 0; round < 2; round++) {
      var said = get(link.run(ECHO, List.of(link.key("a")), request -> request.arg("할로")));
      assertEquals("test:a", said.get(0).toString());
      assertEquals("할로", said.get(1).toString());
    }
    redis.command("SCRIPT FLUSH");
    assertEquals(2, get(link.run(ECHO, List.of("k"), request -> request.arg("v"))).size());
  }

  @Test
  void onlyWhoTookSomethingGivesItBack() throws Exception {
    get(set("mine"));
    get(link.giveBack(link.key("k"), "another's"));
    assertEquals("mine", get(link.send(Request.cmd(Command.GET).arg(link.key("k")))).toString());
    get(link.giveBack(link.key("k"), "mine"));
    assertNull(get(link.send(Request.cmd(Command.GET).arg(link.key("k")))));
  }

  @Test
  void whatIsWrongWithACommandSaysNothingOfTheServer() {
    for (var i = 0; i < 10; i++) {
      assertThrows(ExecutionException.class,
          () -> get(link.send(Request.cmd(Command.INCRBY).arg("k").arg("one"))));
    }
    assertTrue(link.isUp());
  }

  @Test
  void whileItIsGoneNobodyWaitsAndThenItIsUsedAgain() throws Exception {
    get(set("before"));
    assertEquals(0, state());
    redis.kill();
    until(false);
    assertTrue(state() > 0);
    assertTrue(set("gone").failed(), "not decided at once");

    redis.run();
    until(true);
    assertEquals(0, state());
    get(set("back"));
  }

  @Test
  void oneThatIsNotThereAtTheStartIsFoundLater(Vertx vertx) throws Exception {
    redis.kill();
    var late = get(RedisLink.open(vertx, config(Duration.ofMillis(300)),
        new SimpleMeterRegistry()));
    assertFalse(late.isUp());

    redis.run();
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (!late.isUp() && System.nanoTime() - limit < 0) {
      Thread.onSpinWait();
    }
    assertTrue(late.isUp());
    get(late.close());
  }

  @Test
  void oneThatDoesNotAnswerIsNotWaitedFor(Vertx vertx) throws Exception {
    var hurried = get(RedisLink.open(vertx, config(Duration.ofMillis(100)),
        new SimpleMeterRegistry()));
    var blocked = Future.join(
        hurried.send(Request.cmd(Command.BLPOP).arg("none").arg(30)),
        hurried.send(Request.cmd(Command.BLPOP).arg("none").arg(30)),
        hurried.send(Request.cmd(Command.BLPOP).arg("none").arg(30)));

    assertThrows(ExecutionException.class, () -> get(blocked));
    assertFalse(hurried.isUp());
    get(hurried.close());
  }

  @Test
  void whereTheNetworkSwallowsAllItIsFoundAgainByNewConnections(Vertx vertx) throws Exception {
    var hole = new AtomicBoolean();
    var client = vertx.createNetClient();
    var proxy = get(vertx.createNetServer().connectHandler(in -> {
      in.pause();
      client.connect(redis.port(), "127.0.0.1").onSuccess(out -> {
        in.handler(bytes -> {
          if (!hole.get()) {
            out.write(bytes);
          }
        });
        out.handler(bytes -> {
          if (!hole.get()) {
            in.write(bytes);
          }
        });
        in.resume();
      });
    }).listen(0, "127.0.0.1"));
    var far = get(RedisLink.open(vertx, new RedisConfig("redis://127.0.0.1:" + proxy.actualPort(),
        Mode.SINGLE, "mymaster", "test", Duration.ofMillis(200)), new SimpleMeterRegistry()));
    hole.set(true);
    until(far, false);
    hole.set(false);

    until(far, true);
    get(far.close());
  }

  @Test
  void aTailGoesOnWhereItWas(Vertx vertx) throws Exception {
    var read = new LinkedBlockingQueue<String>();
    add("one");
    var tail = RedisTail.follow(link, "log", Duration.ofMinutes(1),
        entry -> read.add(String.valueOf(Objects.requireNonNull(entry.get("text")))));
    assertEquals("one", take(read));
    add("two");
    assertEquals("two", take(read));

    redis.command("CLIENT KILL TYPE normal");
    redis.command("XADD log * other entry"); // of which the reader can make nothing
    redis.command("XADD log * text three");
    redis.command("XADD log * text four");
    assertEquals("three", take(read));
    assertEquals("four", take(read));
    get(tail.close());
  }

  @Test
  void whatWasSaidTooLongAgoIsNotRead() throws Exception {
    redis.command("XADD log 1-1 text old");
    add("new");
    var read = new LinkedBlockingQueue<String>();
    var tail = RedisTail.follow(link, "log", Duration.ofMinutes(1),
        entry -> read.add(String.valueOf(Objects.requireNonNull(entry.get("text")))));

    assertEquals("new", take(read));
    get(tail.close());
  }

  private void add(String text) throws Exception {
    get(link.send(
        Request.cmd(Command.XADD).arg("log").arg("*").arg("text").arg(Buffer.buffer(text))));
  }

  private static String take(BlockingQueue<String> read) throws InterruptedException {
    return String.valueOf(read.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }
}
