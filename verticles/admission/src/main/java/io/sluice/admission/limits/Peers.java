package io.sluice.admission.limits;

import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** How many nodes share this Redis, as each of them says every few seconds. */
final class Peers {
  private static final Script HERE = Script.beside(Peers.class, "here.lua");
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration GONE_AFTER = Duration.ofSeconds(20);

  private final RedisLink link;
  private final String name = UUID.randomUUID().toString();
  private volatile int count = 1;
  /** Since when each answer came; of others Redis may have heard nothing since it is back. */
  private volatile long since = System.nanoTime();

  private Peers(RedisLink link) {
    this.link = link;
  }

  /** Says from now on that this node is there. */
  static Peers meet(Vertx vertx, RedisLink link) {
    var peers = new Peers(link);
    peers.say();
    vertx.setPeriodic(EVERY.toMillis(), _ -> peers.say());
    return peers;
  }

  /** As of when Redis was last there. */
  int count() {
    return count;
  }

  private void say() {
    link.run(HERE, List.of(link.key("nodes")),
        request -> request.arg(name).arg(GONE_AFTER.toMillis()))
        .onSuccess(said -> counted(Math.max(1, Integer.parseInt(said.toString()))))
        .onFailure(_ -> since = System.nanoTime());
  }

  /** Fewer than before are believed once all had time to say that they are there. */
  private void counted(int there) {
    if (there >= count || System.nanoTime() - since >= GONE_AFTER.toNanos()) {
      count = there;
    }
  }
}
