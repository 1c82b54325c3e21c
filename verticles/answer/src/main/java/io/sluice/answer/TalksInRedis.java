package io.sluice.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In Redis, so that a conversation goes on at another node, or after a restart. What this node heard of it
 * is in memory, too: while Redis is gone, that is what counts.
 *
 * <p>When it is back and lacks what was said meanwhile, or everything, the conversation counts as ahead:
 * this node goes by what it knows, and writes all of it with the next turn.
 */
final class TalksInRedis implements Talks {
  private static final Logger LOG = LoggerFactory.getLogger(TalksInRedis.class);
  private static final Script ADD = Script.beside(TalksInRedis.class, "add-turns.lua");
  private static final Script READ = Script.beside(TalksInRedis.class, "read-turns.lua");
  private static final int MOST_AHEAD = 10_000;
  /** What another version wrote beside is skipped. */
  private static final ObjectMapper JSON = JsonMapper.builder()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final RedisLink link;
  private final TalksInMemory known;
  private final int maxTurns;
  private final Duration ttl;
  private final Map<Conversations.Key, Future<Void>> writing = new ConcurrentHashMap<>();
  private final Set<Conversations.Key> ahead = ConcurrentHashMap.newKeySet();

  /**
   * Conversations over this link.
   *
   * @param known what this node knows of them
   */
  TalksInRedis(RedisLink link, TalksInMemory known, int maxTurns, Duration ttl) {
    this.link = link;
    this.known = known;
    this.maxTurns = maxTurns;
    this.ttl = ttl;
  }

  @Override
  public List<Said> of(Conversations.Key key) {
    var write = writing.get(key);
    if (write != null) {
      write.await();
    }
    if (ahead.contains(key) || !link.isUp()) {
      return known.of(key);
    }
    return link.run(READ, List.of(name(key)), request -> request.arg(maxTurns))
        .map(found -> newest(key, found)).otherwise(why -> {
          LOG.debug("conversation not read why={}", why.getMessage());
          return known.of(key);
        }).await();
  }

  /** Another node may know of it. */
  @Override
  public boolean isNew(Conversations.Key key) {
    return false;
  }

  @Override
  public void add(Conversations.Key key, Said said) {
    var written = writing.compute(key, (_, before) -> {
      known.add(key, said);
      var all = known.of(key);
      return before == null
          ? write(key, said, all)
          : before.compose(_ -> write(key, said, all));
    });
    written.onComplete(_ -> writing.remove(key, written));
  }

  /** Never fails. */
  private Future<Void> write(Conversations.Key key, Said said, List<Said> all) {
    var whole = ahead.contains(key);
    return link.run(ADD, List.of(name(key)), request -> {
      request.arg(maxTurns).arg(ttl.toMillis()).arg(whole ? 1 : 0);
      (whole ? all : List.of(said)).forEach(turn -> request.arg(json(turn)));
    }).onSuccess(_ -> ahead.remove(key)).onFailure(why -> {
      LOG.debug("conversation not written why={}", why.getMessage());
      isAhead(key);
    }).<Void>mapEmpty().otherwiseEmpty();
  }

  private void isAhead(Conversations.Key key) {
    if (ahead.size() >= MOST_AHEAD) {
      ahead.removeIf(one -> !known.has(one));
    }
    ahead.add(key);
  }

  private List<Said> newest(Conversations.Key key, Response found) {
    var said = new ArrayList<Said>();
    found.get(1).forEach(turn -> said.add(read(turn.toBuffer().getBytes())));
    if (!said.isEmpty()) {
      known.put(key, said, Duration.ofMillis(Long.parseLong(found.get(0).toString())));
      return List.copyOf(said);
    }
    var lost = known.of(key);
    if (!lost.isEmpty()) {
      isAhead(key);
    }
    return lost;
  }

  private String name(Conversations.Key key) {
    return link.key("conversation:" + key.digest());
  }

  private static String json(Said said) {
    try {
      return JSON.writeValueAsString(said);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Said read(byte[] json) {
    try {
      return JSON.readValue(json, Said.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
