package io.sluice.answer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** In memory, those conversations that were used last. */
final class TalksInMemory implements Talks {
  private final int maxTurns;
  private final Duration ttl;
  private final Map<Conversations.Key, Talk> talks;

  TalksInMemory(int maxConversations, int maxTurns, Duration ttl) {
    this.maxTurns = maxTurns;
    this.ttl = ttl;
    this.talks = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Conversations.Key, Talk> eldest) {
        return size() > maxConversations;
      }
    };
  }

  private record Talk(List<Said> said, long until) {
    boolean isOver() {
      return until - System.nanoTime() <= 0;
    }
  }

  @Override
  public synchronized List<Said> of(Conversations.Key key) {
    var talk = talks.get(key);
    if (talk == null) {
      return List.of();
    }
    if (talk.isOver()) {
      talks.remove(key);
      return List.of();
    }
    return talk.said();
  }

  @Override
  public boolean isNew(Conversations.Key key) {
    return of(key).isEmpty();
  }

  @Override
  public synchronized void add(Conversations.Key key, Said said) {
    put(key, Stream.concat(of(key).stream(), Stream.of(said)).toList(), ttl);
  }

  /** Remembers this in place of what there was. */
  synchronized void put(Conversations.Key key, List<Said> said, Duration left) {
    var kept = List.copyOf(said.subList(Math.max(0, said.size() - maxTurns), said.size()));
    talks.put(key, new Talk(kept, System.nanoTime() + left.toNanos()));
  }

  /** Whether there may be something; asking does not count as use. */
  synchronized boolean has(Conversations.Key key) {
    return talks.containsKey(key);
  }
}
