package io.sluice.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.sluice.cluster.ClusterConfig.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes know of what others serve. */
@Timeout(90)
class ServingIT {
  private static final String ADDRESS = "of.the.other";
  private static final int PATIENCE_S = 30;
  private static final DeliveryOptions SOON = new DeliveryOptions().setSendTimeout(1000);

  private final List<Integer> ports = List.of(port(), port(), port());
  private final Vertx here = join(0);
  private final Vertx there = join(1);

  @AfterEach
  void leave() {
    wait(here.close());
    wait(there.close());
  }

  /** One that tidies up after another that is long back does just this. */
  @Test
  void whatIsTakenAwayOfWhatANodeServesIsSaidAgainOnceNodesHaveChanged() {
    whileAThirdComes(third -> {
      until("nobody", () -> third.getMultiMap("__vertx.subs").remove(ADDRESS));
      until("yes", () -> {});
    });
  }

  @Test
  void whoServesWhatIsLookedUpAgainOnceNodesHaveChanged() {
    whileAThirdComes(_ -> {
      var gone = new RegistrationInfo("gone", 1, false);
      until("nobody", () -> Objects.requireNonNull(registry(here).listener())
          .registrationsUpdated(new RegistrationUpdateEvent(ADDRESS, List.of(gone))));
      until("yes", () -> {});
    });
  }

  private void whileAThirdComes(Consumer<HazelcastInstance> then) {
    wait(there.eventBus().consumer(ADDRESS, message -> message.reply("yes")).completion());
    until("yes", () -> {});
    var config = Gathering.config(config(2), "127.0.0.1");
    config.getMemberAttributeConfig().setAttribute("__vertx.nodeId", "third");
    var third = Hazelcast.newHazelcastInstance(config);
    try {
      then.accept(third);
    } finally {
      third.shutdown();
    }
  }

  /** Does it again and again: what nodes say once more may come just then. */
  private void until(String expected, Runnable again) {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    for (again.run(); !answer().equals(expected); again.run()) {
      assertTrue(System.nanoTime() < end, "it is still not: " + expected);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private String answer() {
    return wait(here.eventBus().<String>request(ADDRESS, "?", SOON)
        .map(io.vertx.core.eventbus.Message::body).otherwise("nobody"));
  }

  private static Registry registry(Vertx vertx) {
    return (Registry) ((VertxInternal) vertx).clusterManager();
  }

  private Vertx join(int n) {
    return wait(Cluster.of(config(n)).join(Vertx.builder(), new VertxOptions()));
  }

  private ClusterConfig config(int n) {
    var members = String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    return new ClusterConfig(members, "", "serving", "", "127.0.0.1", ports.get(n), 0, List.of(),
        Duration.ofSeconds(4), new Tls("", "", ""));
  }

  private static <T> T wait(Future<T> future) {
    try {
      return future.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static int port() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
