package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Versions;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.OutdatedFound;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.VersionsPurged;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done now and then, without being asked: versions that nobody will go back to are forgotten,
 * and documents that were embedded by another model or cut by other settings are taken in anew, while
 * what there is goes on being searched. Confined to one virtual-thread context.
 */
final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int PAGE = 100;

  private final Vertx vertx;
  private final Context context;
  private final Bus bus;
  private final IngestionConfig config;
  private final JobStore jobs;
  private final JobQueue queue;
  private final OriginalsStore originals;
  private boolean working;

  Housekeeping(Vertx vertx, Context context, Bus bus, IngestionConfig config, JobStore jobs,
      JobQueue queue, OriginalsStore originals) {
    this.vertx = vertx;
    this.context = context;
    this.bus = bus;
    this.config = config;
    this.jobs = jobs;
    this.queue = queue;
    this.originals = originals;
  }

  /** Begins with what a change of the configuration asks for. */
  void start() {
    context.runOnContext(_ -> round());
    vertx.setPeriodic(config.versions().purgeEvery().toMillis(),
        _ -> context.runOnContext(_ -> round()));
  }

  private void round() {
    if (working) {
      return;
    }
    working = true;
    try {
      var model = model();
      for (var collection : jobs.collections()) {
        purge(collection);
        if (model != null) {
          renew(collection, model);
        }
      }
    } catch (Throwable e) { // await() throws also what is checked
      if (e instanceof InterruptedException) {
        LOG.debug("stopped during housekeeping");
      } else {
        LOG.error("housekeeping failed", e);
      }
    } finally {
      working = false;
    }
  }

  /** The model that embeds now; null where that cannot be said. */
  private @Nullable String model() {
    return switch (bus.ask(Embedding.DESCRIBE_MODEL, new DescribeModel(), call("default"))
        .await()) {
      case Refused<ModelDescribed> refused -> null;
      case Answered<ModelDescribed>(ModelDescribed described) -> described.model();
    };
  }

  /** Forgets the versions of a collection's documents that are too many or too old. */
  private void purge(DocumentKey key) {
    var request = new PurgeVersions(key.collection(), null, config.versions().keep(),
        Instant.now().minus(config.versions().retention()));
    switch (bus.ask(Versions.PURGE_VERSIONS, request, call(key.tenant())).await()) {
      case Refused<VersionsPurged>(Refusal why) ->
        LOG.debug("nothing purged collection={} reason={}", key.collection(), why.message());
      case Answered<VersionsPurged>(VersionsPurged purged) -> purged.versions()
          .forEach(version -> forget(
              new DocumentKey(key.tenant(), key.collection(), version.document()),
              version.version()));
    }
  }

  /** The last job stays, whatever it was of: it tells the next version's number. */
  private void forget(DocumentKey document, int version) {
    try {
      originals.delete(document, version);
      for (var job : jobs.of(document)) {
        if (job.version() == version && !job.isOpen() && !job.equals(jobs.latest(document))) {
          jobs.delete(job);
        }
      }
      LOG.info("version purged document={} version={}", document.document(), version);
    } catch (IOException e) {
      LOG.error("could not delete the files of a version document={} version={}",
          document.document(), version, e);
    }
  }

  private void renew(DocumentKey collection, String model) {
    var settings = config.of(collection.collection()).fingerprint();
    String after = null;
    do {
      var request = new FindOutdated(collection.collection(), model, settings, after, PAGE);
      after = switch (bus.ask(Versions.FIND_OUTDATED, request, call(collection.tenant())).await()) {
        case Refused<OutdatedFound>(Refusal why) -> null;
        case Answered<OutdatedFound>(OutdatedFound found) -> {
          found.documents().forEach(document -> renew(collection.tenant(), document));
          yield found.documents().size() < PAGE ? null : found.documents().getLast().id();
        }
      };
    } while (after != null);
  }

  /** By a job of its own for the version that is there; one that waits already does it by the way. */
  private void renew(String tenant, DocumentVersion document) {
    var key = new DocumentKey(tenant, document.collection(), document.id());
    var known = jobs.of(key);
    var own = known.stream().filter(job -> job.version() == document.version())
        .filter(job -> job.submission().contentHash().equals(document.contentHash())).findFirst();
    if (own.isEmpty() || known.stream().anyMatch(Job::isOpen)) {
      return;
    }
    try {
      var job = own.get();
      var again = job.toRenew();
      jobs.save(again);
      queue.add(again);
      LOG.info("taken in anew document={} version={} chunking={}", document.id(),
          document.version(), document.chunking());
    } catch (IOException e) {
      LOG.error("could not save job document={}", document.id(), e);
    }
  }

  private static CallInfo call(String tenant) {
    var call = CallInfo.within(PATIENCE, "housekeeping");
    return new CallInfo(call.requestId(), tenant, List.of(), null, call.deadlineNanos(), null);
  }
}
