package io.sluice.answer;

import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which node answers which question now, as all of them can see. */
final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final Script CLAIM = Script.beside(Claims.class, "claim.lua");

  private final RedisLink link;
  private final String node;

  Claims(RedisLink link, String node) {
    this.link = link;
    this.node = node;
  }

  /**
   * The node that answers: this one where no other does, and also where nobody can be asked.
   *
   * @param gone a node that does not, whatever it said; empty for none
   */
  Future<String> claim(String question, Duration within, String gone) {
    if (!link.isUp()) {
      return Future.succeededFuture(node);
    }
    return link.run(CLAIM, List.of(key(question)),
        request -> request.arg(node).arg(Math.max(1, within.toMillis())).arg(gone))
        .map(Object::toString).otherwise(why -> {
          LOG.debug("not claimed why={}", why.getMessage());
          return node;
        });
  }

  boolean isOurs(String claimant) {
    return claimant.equals(node);
  }

  /** Who asks from now on is not sent here. Nobody waits. */
  void release(String question) {
    link.giveBack(key(question), node);
  }

  private String key(String question) {
    return link.key("flight:" + question);
  }
}
