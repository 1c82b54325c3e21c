package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.message.CallInfo;
import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisLink;
import io.sluice.retrieval.CollectionLocks.Held;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that do not hear of each other, and a Redis that both reach. */
class CollectionLocksIT {
  private static final String KEY = "Sluice/default/docs";
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Pattern ASKED = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");
  private static final CallInfo PATIENT = CallInfo.within(Duration.ofHours(1), "test");

  private final Vertx here = Vertx.vertx();
  private final Vertx there = Vertx.vertx();
  @SuppressWarnings("NullAway.Init")
  private RedisServer redis;
  @SuppressWarnings("NullAway.Init")
  private CollectionLocks ours;
  @SuppressWarnings("NullAway.Init")
  private CollectionLocks theirs;

  @BeforeEach
  void open() throws Exception {
    redis = RedisServer.start();
    ours = new CollectionLocks(here, link(here), LEASE);
    theirs = new CollectionLocks(there, link(there), LEASE);
  }

  @AfterEach
  void close() throws Exception {
    get(here.close());
    get(there.close());
    redis.close();
  }

  private RedisLink link(Vertx vertx) throws Exception {
    var link = get(RedisLink.open(vertx, new RedisConfig(redis.url(), RedisConfig.Mode.SINGLE,
        "mymaster", "locks", LEASE), new SimpleMeterRegistry()));
    Eventually.holds(link::isUp);
    return link;
  }

  /** How often Redis was asked for it: by who has it now and then, by who waits all the time. */
  private int asked() {
    var asked = ASKED.matcher(redis.command("INFO commandstats"));
    return asked.find() ? Integer.parseInt(asked.group(1)) : 0;
  }

  private static Held take(CollectionLocks locks) throws IOException {
    var held = locks.take(KEY, PATIENT);
    assertNotNull(held);
    return held;
  }

  @Test
  void oneAfterTheOtherHasIt() throws Exception {
    var first = take(ours);
    assertNull(theirs.take(KEY, CallInfo.within(Duration.ofMillis(200), "hasty")));
    first.release();
    take(theirs).release();
  }

  @Test
  void whoIsThereKeepsItLongerThanALease() throws Exception {
    var first = take(ours);
    assertNull(theirs.take(KEY, CallInfo.within(LEASE.multipliedBy(3), "hasty")));
    first.check();
    first.release();
  }

  @Test
  void whoWasAwayForTooLongLosesItAndIsToldSo() throws Exception {
    var first = take(ours);
    redis.kill();
    LockSupport.parkNanos(LEASE.multipliedBy(2).toNanos());
    assertThrows(IOException.class, first::check);
    first.release();
  }

  @Test
  void aRedisThatLeavesWhileAnotherHasItDoesNotGiveItToTwo() throws Exception {
    var first = take(theirs);
    var before = asked();
    var takenAt = new AtomicLong();
    var taking = CompletableFuture.supplyAsync(() -> {
      try {
        var held = take(ours);
        takenAt.set(System.nanoTime());
        return held;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    Eventually.holds(() -> asked() > before + 10);
    var killedAt = System.nanoTime();
    redis.kill();

    var second = taking.get(30, TimeUnit.SECONDS);
    assertTrue(takenAt.get() - killedAt >= LEASE.toNanos(), "the other may still have it");
    assertThrows(IOException.class, first::check);
    second.release();
    first.release();
  }

  @Test
  void aRenewalDoesNotTakeWhatIsNotThereAnyMore() throws Exception {
    var first = take(ours);
    redis.command("FLUSHALL");
    LockSupport.parkNanos(LEASE.multipliedBy(2).toNanos());
    assertThrows(IOException.class, first::check);
    take(theirs).release();
    first.release();
  }

  @Test
  void withoutItsRedisANodeGoesByTheLockOfTheNodes() throws Exception {
    redis.kill();
    var first = take(ours);
    first.check();
    assertNull(ours.take(KEY, CallInfo.within(Duration.ofMillis(200), "hasty")));
    first.release();
  }

  @Test
  void neverTwoHaveItAtOnce() throws Exception {
    var changes = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var works = new ArrayList<Callable<Void>>();
      for (var i = 0; i < 40; i++) {
        var locks = i % 2 == 0 ? ours : theirs;
        works.add(() -> {
          var held = take(locks);
          var seen = changes.size();
          LockSupport.parkNanos(1_000_000);
          changes.add(seen);
          held.release();
          return null;
        });
      }
      for (var done : threads.invokeAll(works)) {
        done.get();
      }
    }
    assertEquals(List.copyOf(changes).stream().sorted().distinct().toList(), changes);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
