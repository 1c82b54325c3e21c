package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.ingestion.Standing.Current;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.VersionFound;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spares what came by a record and changes nothing. That shows when its turn has come, since what was
 * queued before it is unknown earlier; and the corpus has the last word, since another node may have
 * changed the document meanwhile. Runs on virtual threads of one context.
 */
final class KafkaUnchanged implements JobQueue.Attempt {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Bus bus;
  private final JobStore jobs;
  private final JobQueue.Attempt attempt;

  KafkaUnchanged(Bus bus, JobStore jobs, JobQueue.Attempt attempt) {
    this.bus = bus;
    this.jobs = jobs;
    this.attempt = attempt;
  }

  @Override
  public Reply<Job> run(Job job, Pulse pulse) throws IOException {
    var before = job.position() == null ? null : before(job);
    return before == null ? attempt.run(job, pulse) : Reply.of(job.unchangedSince(before));
  }

  /** An earlier job that took in the very same, which is searched now; null where there is none. */
  private @Nullable Job before(Job job) {
    var same = jobs.of(job.key()).stream().filter(other -> other.number() < job.number())
        .filter(other -> other.status() == Status.DONE || other.status() == Status.UNCHANGED)
        .filter(other -> other.submission().fingerprint().equals(job.fingerprint())).toList();
    if (same.isEmpty()) {
      return null;
    }
    var call = new CallInfo(job.id(), job.tenant(), List.of(), null,
        System.nanoTime() + PATIENCE.toNanos(), null);
    var standing = Standing.of(job.key(), bus, call);
    return same.stream().filter(other -> isSearched(other, standing)).findFirst().orElse(null);
  }

  private static boolean isSearched(Job before, Standing standing) {
    return standing instanceof Current(VersionFound found) && standing.isOf(before)
        && before.state().endedAt() != null
        && !found.document().ingestedAt().isAfter(before.state().endedAt());
  }
}
