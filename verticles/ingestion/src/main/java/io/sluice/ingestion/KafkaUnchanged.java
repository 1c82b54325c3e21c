package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.VersionFound;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
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
    return before != null && isSearched(before)
        ? Reply.of(job.unchangedSince(before))
        : attempt.run(job, pulse);
  }

  /** The job just before, where it took in the very same. */
  private @Nullable Job before(Job job) {
    return jobs.of(job.key()).stream().filter(other -> other.number() < job.number())
        .max(Comparator.comparingLong(Job::number))
        .filter(other -> other.status() == Status.DONE || other.status() == Status.UNCHANGED)
        .filter(other -> other.fingerprint().equals(job.fingerprint())).orElse(null);
  }

  private boolean isSearched(Job before) {
    var call = new CallInfo(before.id(), before.tenant(), List.of(), null,
        System.nanoTime() + PATIENCE.toNanos(), null);
    var request = new FindVersion(before.submission().collection(),
        before.submission().document());
    return switch (bus.ask(Retrieval.FIND_VERSION, request, call).await()) {
      case Refused<VersionFound> refused -> false;
      case Answered<VersionFound>(VersionFound found) ->
        found.document().version() == before.version()
            && found.document().contentHash().equals(before.submission().contentHash())
            && before.state().endedAt() != null
            && !found.document().ingestedAt().isAfter(before.state().endedAt());
    };
  }
}
