package io.sluice.cache;

import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisConfig.Mode;
import io.sluice.testservers.RedisCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same, where the keys of a collection lie on one of several masters. */
class RedisClusterShelfIT extends RedisShelfIT {
  @SuppressWarnings("NullAway.Init")
  private static RedisCluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Override
  RedisConfig config(String prefix) {
    return new RedisConfig(cluster.urls(), Mode.CLUSTER, "mymaster", prefix,
        Duration.ofSeconds(10));
  }

  @Override
  int races() {
    return 10;
  }
}
