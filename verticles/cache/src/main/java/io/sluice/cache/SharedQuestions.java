package io.sluice.cache;

import io.sluice.bus.Wire;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.QuestionKept;
import io.sluice.message.Message;
import io.sluice.redis.RedisLink;
import io.sluice.redis.RedisTail;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the other nodes which questions are answered and which answers differed, and hears it of them. */
final class SharedQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(SharedQuestions.class);
  private static final int MOST = 20_000;

  private final RedisLink link;
  private final AlikeQuestions alike;
  private final String node = UUID.randomUUID().toString();
  private final RedisTail tail;

  /**
   * Hears from now on.
   *
   * @param ago what was said not longer ago than this
   */
  SharedQuestions(RedisLink link, AlikeQuestions alike, Duration ago) {
    this.link = link;
    this.alike = alike;
    this.tail = RedisTail.follow(link, stream(), ago, this::hear);
  }

  private String stream() {
    return link.key("questions");
  }

  /** What cannot be told, only this node knows. */
  void tell(String tenant, Message news) {
    link.send(Request.cmd(Command.XADD).arg(stream()).arg("MAXLEN").arg("~").arg(MOST).arg("*")
        .arg("node").arg(node).arg("tenant").arg(tenant).arg("news").arg(Wire.encode(news)))
        .onFailure(why -> LOG.debug("not told: {}", why.getMessage()));
  }

  private void hear(Map<String, Buffer> entry) {
    var from = Objects.requireNonNullElseGet(entry.get("node"), Buffer::buffer).toString();
    var tenant = entry.get("tenant");
    var news = entry.get("news");
    if (tenant == null || news == null || from.equals(node)) {
      return;
    }
    switch (Wire.decode(news)) {
      case QuestionKept kept -> alike.add(tenant.toString(), kept);
      case CompareAnswer compared -> alike.learn(compared, tenant.toString());
      default -> LOG.debug("not understood: what another node tells");
    }
  }

  Future<Void> close() {
    return tail.close();
  }
}
