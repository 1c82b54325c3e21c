package io.sluice.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that is killed and comes back, again and again, while questions are answered. */
class RedisChaosIT {
  private static final int ROUNDS = Form.pick(2, 30);
  private static final int QUESTIONS = Form.pick(64, 400);

  @TempDir
  Path folder = Path.of("");

  @Test
  void questionsAreAnsweredWhileRedisIsKilledAndComesBack() throws Exception {
    try (var redis = RedisServer.start();
        var provider = new Provider();
        var gateway = RunningGateway.before(provider.model(), folder.resolve("storage"),
            "redis.url=" + redis.url())) {
      for (var document : Questions.documents()) {
        gateway.take(document);
      }
      var load = new Load(gateway, new Questions(), Form.random());
      for (var round = 0; round < ROUNDS; round++) {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
          Future<?> killed = thread.submit(() -> {
            redis.kill();
            Patience.pause(Duration.ofMillis(700));
            redis.run();
            return redis;
          });
          for (var ending : load.ask(QUESTIONS)) {
            assertTrue(!(ending instanceof Ending.Failed), ending::toString);
          }
          Patience.result(killed, "Redis does not come back");
        }
        Patience.until(() -> gateway.get("/health").path("status").asText().equals("up"),
            () -> "it does not notice that Redis is back");
      }
    }
  }
}
