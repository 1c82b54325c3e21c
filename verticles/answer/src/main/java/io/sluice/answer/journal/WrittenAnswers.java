package io.sluice.answer.journal;

import io.sluice.bus.Streams;
import io.sluice.redis.RedisLink;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers that this node wrote to their end, within the same bound as in memory. */
final class WrittenAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(WrittenAnswers.class);

  private final RedisLink link;
  private final Streams.Limits limits;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private long bytes;

  WrittenAnswers(RedisLink link, Streams.Limits limits) {
    this.link = link;
    this.limits = limits;
  }

  private record Answer(String key, long bytes, long at) {}

  /** Those that are too old are gone by themselves. */
  void add(String key, long size) {
    answers.addLast(new Answer(key, size, System.nanoTime()));
    bytes += size;
    while (!answers.isEmpty() && isPast(answers.getFirst())) {
      take();
    }
    while (bytes > limits.keepBytes()) {
      var oldest = take();
      link.send(Request.cmd(Command.UNLINK).arg(oldest.key())).onFailure(
          why -> LOG.debug("not let go key={} why={}", oldest.key(), why.getMessage()));
    }
  }

  private boolean isPast(Answer answer) {
    return System.nanoTime() - answer.at() > limits.keepFor().toNanos();
  }

  private Answer take() {
    var oldest = answers.removeFirst();
    bytes -= oldest.bytes();
    return oldest;
  }
}
