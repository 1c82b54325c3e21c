package io.sluice.answer.journal;

import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;

/**
 * A key for each node that goes by itself where the node does not renew it: a log without an end whose node
 * is gone gets none any more. Safe for any thread.
 */
final class Pulse {
  private final RedisLink link;
  private final String node;
  private final Duration unheard;
  private volatile boolean heard;
  private volatile long since;

  /**
   * A pulse that begins with its first beat.
   *
   * @param unheard how long nothing may be heard of a node
   */
  Pulse(RedisLink link, String node, Duration unheard) {
    this.link = link;
    this.node = node;
    this.unheard = unheard;
  }

  /** Fails where nobody can hear it. */
  Future<Void> beat() {
    var now = System.nanoTime();
    return link.send(Request.cmd(Command.SET).arg(key(node)).arg(1).arg("PX")
        .arg(unheard.toMillis())).onSuccess(_ -> {
          since = now;
          heard = true;
        }).mapEmpty();
  }

  /** Whether this node counts as there. */
  boolean isHeard() {
    return heard && System.nanoTime() - since < unheard.toNanos();
  }

  /** Whether that node is there. */
  Future<Boolean> isThere(String other) {
    return link.send(Request.cmd(Command.EXISTS).arg(key(other)))
        .map(found -> found.toString().equals("1"));
  }

  /** From now on this node counts as gone. */
  Future<Void> stop() {
    heard = false;
    return link.send(Request.cmd(Command.DEL).arg(key(node))).<Void>mapEmpty().otherwiseEmpty();
  }

  private String key(String of) {
    return link.key("node:" + of);
  }
}
