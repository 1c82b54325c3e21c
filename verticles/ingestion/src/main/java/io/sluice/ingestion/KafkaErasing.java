package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.ingestion.KafkaLetter.Delete;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.VersionFound;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Erases what records say is to be erased, and hands the receipt to whoever waits for it on this node.
 * Confined to one virtual-thread context.
 */
final class KafkaErasing {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Bus bus;
  private final JobStore jobs;
  private final Removal removal;
  private final Map<String, Promise<Reply<Erased>>> receipts = new HashMap<>();

  KafkaErasing(Vertx vertx, Bus bus, JobStore jobs, Removal removal) {
    this.vertx = vertx;
    this.bus = bus;
    this.jobs = jobs;
    this.removal = removal;
  }

  /** Erases now; what is refused for now only is for the caller to try again. */
  Reply<Erased> erase(Delete delete) {
    var reply = attempt(delete);
    if (!(reply instanceof Refused<Erased>(Refusal why) && why.retryable())) {
      var waiting = receipts.remove(delete.ingestion());
      if (waiting != null) {
        waiting.complete(reply);
      }
    }
    return reply;
  }

  /** The receipt of what is to be erased by this record, or what to know when it takes longer. */
  Future<Reply<Erased>> receipt(String ingestion, Duration patience) {
    var receipt = Promise.<Reply<Erased>>promise();
    receipts.put(ingestion, receipt);
    var timer = vertx.setTimer(Math.max(1, patience.toMillis()), _ -> giveUp(ingestion));
    return receipt.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** Whoever waits need not any more. */
  void giveUp(String ingestion) {
    var receipt = receipts.remove(ingestion);
    if (receipt != null) {
      receipt.complete(Reply.refused(new DeadlinePassed(
          "the erasure is queued, and will be carried out; there is no receipt of it yet")));
    }
  }

  private Reply<Erased> attempt(Delete delete) {
    var key = delete.key();
    var erase = new Erase(key.collection(), key.document());
    if (delete.principals() != null) {
      return removal.erase(erase, call(delete, delete.principals())).await();
    }
    return switch (bus.ask(Retrieval.FIND_VERSION,
        new FindVersion(key.collection(), key.document()), call(delete, List.of())).await()) {
      case Refused<VersionFound>(Refusal why) when why.retryable() -> Reply.refused(why);
      case Refused<VersionFound> none -> removal
          .erase(erase, call(delete, everybody(key, List.of()))).await();
      case Answered<VersionFound>(VersionFound found) -> removal
          .erase(erase, call(delete, everybody(key, found.document().acl()))).await();
    };
  }

  /** A sender that need not name anybody may erase what anybody may see. */
  private List<String> everybody(DocumentKey key, List<String> acl) {
    var principals = new HashSet<>(acl);
    jobs.of(key).forEach(job -> principals.addAll(job.submission().acl()));
    return List.copyOf(principals);
  }

  private static CallInfo call(Delete delete, List<String> principals) {
    return new CallInfo(delete.ingestion(), delete.key().tenant(), principals, null,
        System.nanoTime() + PATIENCE.toNanos(), null);
  }
}
