package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Lock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a collection for one who changes it, among all nodes. The nodes' own lock is given to two where they are
 * cut off from each other, and to another while its holder hangs; where there is a Redis it has to grant a lease
 * as well, by which a holder knows that it has been away for too long. Blocks a virtual thread.
 */
final class CollectionLocks {
  private static final Logger LOG = LoggerFactory.getLogger(CollectionLocks.class);
  private static final Script KEEP = Script.beside(CollectionLocks.class, "keep.lua");
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int RENEWALS = 3;
  private static final String TAKES = "takes";
  private static final String HAS = "has";

  private final Vertx vertx;
  private final @Nullable RedisLink redis;
  private final Duration lease;

  /**
   * @param redis which nodes share; null where there is none
   */
  CollectionLocks(Vertx vertx, @Nullable RedisLink redis) {
    this(vertx, redis, LEASE);
  }

  CollectionLocks(Vertx vertx, @Nullable RedisLink redis, Duration lease) {
    this.vertx = vertx;
    this.redis = redis;
    this.lease = lease;
  }

  /** The collection is kept for this one, unless it is lost. */
  interface Held {

    /** Fails where another may be changing it by now. */
    void check() throws IOException;

    void release();
  }

  /** Null where the time is up before. */
  @Nullable
  Held take(String key, CallInfo call) throws IOException {
    var ours = lock(key, call);
    if (ours == null) {
      return null;
    }
    var link = redis;
    if (link == null || !link.isUp()) {
      return new Locked(ours);
    }
    var lease = new Lease(link, link.key("turn:" + key), ours);
    while (!lease.take()) {
      if (call.isLate()) {
        lease.release(); // it may have been granted, and only the answer was lost
        return null;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return lease.isGranted() ? lease : new Locked(ours);
  }

  private @Nullable Lock lock(String key, CallInfo call) throws IOException {
    var untilItIsLate = Math.max(1, call.remaining().toMillis() + 1);
    try {
      return vertx.sharedData().getLockWithTimeout(key, untilItIsLate).toCompletionStage()
          .toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (call.isLate()) {
        return null;
      }
      throw WeaviateFailure.unavailable("no lock: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeaviateFailure.unavailable("interrupted", e);
    }
  }

  /** Where there is no Redis that could know better. */
  private record Locked(Lock ours) implements Held {

    @Override
    public void check() {
      // nobody tells that it was lost
    }

    @Override
    public void release() {
      ours.release();
    }
  }

  /** Granted for some seconds, and again before they are over, while this process runs. */
  private final class Lease implements Held {
    private final RedisLink link;
    private final String key;
    private final Lock ours;
    private final String token = UUID.randomUUID().toString();
    private volatile long until;
    private volatile boolean granted;
    /** Whether another had it when Redis was last heard. */
    private boolean others;
    /** Since when Redis has not been heard; null while it is. */
    private @Nullable Long silentSince;
    private long renewing;

    Lease(RedisLink link, String key, Lock ours) {
      this.link = link;
      this.key = key;
      this.ours = ours;
    }

    /** Whether it need not be tried again: it is granted, or Redis has gone and nobody can have it. */
    boolean take() {
      var from = System.nanoTime();
      try {
        granted = keep(TAKES).toCompletionStage().toCompletableFuture().get();
      } catch (ExecutionException e) {
        LOG.debug("no lease why={}", e.getMessage());
        var now = System.nanoTime();
        silentSince = silentSince == null ? Long.valueOf(now) : silentSince;
        // Until Redis went it may have been granted once more to whoever had it.
        var nobodys = !others || now - silentSince >= lease.toNanos();
        if (nobodys) {
          link.giveBack(key, token); // it may have been granted, and only the answer was lost
        }
        return nobodys;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
      silentSince = null;
      others = !granted;
      if (granted) {
        until = from + lease.toNanos();
        renewing = vertx.setPeriodic(lease.toMillis() / RENEWALS, _ -> renew());
      }
      return granted;
    }

    boolean isGranted() {
      return granted;
    }

    private Future<Boolean> keep(String how) {
      return link
          .run(KEEP, List.of(key), request -> request.arg(token).arg(lease.toMillis()).arg(how))
          .map(kept -> "1".equals(kept.toString()));
    }

    /** What was over for a moment may have been another's. */
    private void renew() {
      var from = System.nanoTime();
      if (isOver(from)) {
        vertx.cancelTimer(renewing);
        return;
      }
      keep(HAS).onSuccess(kept -> {
        if (kept && !isOver(System.nanoTime())) {
          until = from + lease.toNanos();
        }
      }).onFailure(why -> LOG.debug("lease not renewed why={}", why.getMessage()));
    }

    private boolean isOver(long now) {
      return now - until >= 0;
    }

    @Override
    public void check() throws IOException {
      if (isOver(System.nanoTime())) {
        throw WeaviateFailure.unavailable(
            "this node was not heard of for too long, and another may be changing the collection");
      }
    }

    @Override
    public void release() {
      vertx.cancelTimer(renewing);
      link.giveBack(key, token).onComplete(_ -> ours.release());
    }
  }
}
