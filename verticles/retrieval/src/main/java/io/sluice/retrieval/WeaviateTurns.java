package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Reply;
import io.sluice.retrieval.CollectionLocks.Held;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may change which collection when: one at a time, among all nodes of the cluster, since Weaviate
 * cannot change an object only where nobody else did. Blocks a virtual thread.
 */
final class WeaviateTurns {

  private static final Logger LOG = LoggerFactory.getLogger(WeaviateTurns.class);

  private final CollectionLocks locks;
  private final String prefix;
  private final WeaviateVectors vectors;
  private final Consumer<CorpusChanged> listener;
  /** By collection, what turns began that failed: it may still come into being. */
  private final Map<String, Set<String>> strays = new ConcurrentHashMap<>();

  WeaviateTurns(CollectionLocks locks, String prefix, WeaviateVectors vectors,
      Consumer<CorpusChanged> listener) {
    this.listener = listener;
    this.locks = locks;
    this.prefix = prefix;
    this.vectors = vectors;
  }

  /** Changes a collection in a turn of its own. */
  interface Change<A> {
    Reply<A> make(Turn turn) throws IOException;
  }

  /** Changes a collection that nobody searches yet, so that nobody has to be told. */
  interface UntoldChange<A> {
    Reply<A> make(WeaviateTurn turn) throws IOException;
  }

  <A> Reply<A> take(WeaviateCollection collection, CallInfo call, Change<A> change)
      throws IOException {
    return takeUntold(collection, call,
        turn -> change.make(new ToldTurn(turn, collection.tenant(), listener)));
  }

  <A> Reply<A> takeUntold(WeaviateCollection collection, CallInfo call, UntoldChange<A> change)
      throws IOException {
    var key = key(collection);
    var held = locks.take(key, call);
    if (held == null) {
      return Reply.refused(
          new DeadlinePassed("others were changing the collection all the time given"));
    }
    try {
      return inTurn(collection, held, strays.computeIfAbsent(key, _ -> new HashSet<>()), change);
    } finally {
      held.release();
    }
  }

  /** Deletes the dead, if nobody did. */
  void tidy(WeaviateCollection collection, CallInfo call) throws IOException {
    var held = locks.take(key(collection), call);
    if (held != null) {
      try {
        var epoch = collection.epoch();
        if (epoch != null && !epoch.dead().isEmpty()) {
          collection.sweep(epoch, held);
        }
      } finally {
        held.release();
      }
    }
  }

  private String key(WeaviateCollection collection) {
    return prefix + "/" + collection.key();
  }

  private <A> Reply<A> inTurn(WeaviateCollection collection, Held held, Set<String> failed,
      UntoldChange<A> change) throws IOException {
    var known = collection.epoch();
    var epoch = known == null ? WeaviateEpoch.NONE : known;
    collection.heal(epoch, held);
    if (epoch.isBeingSwept()) {
      collection.sweep(epoch, held);
      epoch = epoch.sweptClean();
    }
    var turn = new WeaviateTurn(collection, held, epoch, vectors, failed);
    Reply<A> reply;
    try {
      reply = change.make(turn);
    } catch (IOException | RuntimeException e) {
      failed.addAll(turn.begun());
      throw e;
    }
    if (turn.after().number() > epoch.number()) {
      failed.clear();
      sweep(collection, turn, held);
    }
    return reply;
  }

  private static void sweep(WeaviateCollection collection, WeaviateTurn turn, Held held)
      throws IOException {
    if (turn.erasesNow()) {
      collection.sweep(turn.after(), held);
    } else if (turn.after().hasManyDead()) {
      try {
        collection.sweep(turn.after(), held);
      } catch (IOException e) {
        LOG.warn("committed, but the dead are not yet deleted tenant={} collection={} why={}",
            collection.tenant(), collection.name(), e.getMessage());
      }
    }
  }
}
