package io.sluice.resilience;

import io.sluice.redis.RedisLink;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left alone now, as a Redis has it for nodes that were not there when it was told. Nobody waits for
 * it. Safe for any thread.
 */
final class OpenCircuits {
  private static final Logger LOG = LoggerFactory.getLogger(OpenCircuits.class);

  private final RedisLink link;

  OpenCircuits(RedisLink link) {
    this.link = link;
  }

  /** It goes by itself when what is left alone is tried again. */
  void opened(String name, String why, Duration rest) {
    link.send(
        Request.cmd(Command.SET).arg(key(name)).arg(why).arg("PX").arg(rest.toMillis()))
        .onFailure(lost -> LOG.debug("not told name={} why={}", name, lost.getMessage()));
  }

  /** @param open is told why it is left alone, unless it is not */
  void find(String name, Consumer<String> open) {
    link.send(Request.cmd(Command.GET).arg(key(name))).onSuccess(why -> {
      if (why != null) {
        open.accept(why.toString());
      }
    }).onFailure(why -> LOG.debug("not found out name={} why={}", name, why.getMessage()));
  }

  private String key(String name) {
    return link.key("circuit:" + name);
  }
}
