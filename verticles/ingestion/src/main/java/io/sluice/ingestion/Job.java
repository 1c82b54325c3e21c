package io.sluice.ingestion;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Report;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document to be taken in, as it is kept on disk.
 *
 * @param id of the ingestion
 * @param number in the order they were accepted
 * @param fingerprint of what was submitted; empty where the document was changed since by other means,
 *        so that the same again is a change
 * @param position of the record it came by, which comes again after a crash; null where only this
 *        node knows of the job
 * @param renewal whether it takes a version in anew that is there, for as long as that is searched
 */
record Job(String id, long number, String tenant, Submission submission, int version,
    String fingerprint, Instant acceptedAt, State state, @Nullable KafkaPosition position,
    boolean renewal) {

  /** A file that lacks something is no job. */
  Job {
    requireNonNull(id, "id");
    requireNonNull(tenant, "tenant");
    requireNonNull(submission, "submission");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(acceptedAt, "acceptedAt");
    requireNonNull(state, "state");
  }

  /**
   * How far it is.
   *
   * @param attempts begun so far
   * @param report what came of the content; null before it was committed
   * @param error why it failed, or why the attempt before did
   * @param endedAt null while it is open
   */
  record State(Status status, int attempts, PassageCounts passages, @Nullable Report report,
      @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME) @Nullable Refusal error,
      @Nullable Instant endedAt) {
    static final State NEW = new State(Status.QUEUED, 0, PassageCounts.NONE, null, null, null);

    State {
      requireNonNull(status, "status");
      requireNonNull(passages, "passages");
    }
  }

  DocumentKey key() {
    return new DocumentKey(tenant, submission.collection(), submission.document());
  }

  Status status() {
    return state.status();
  }

  boolean isOpen() {
    return status() == Status.QUEUED || status() == Status.RUNNING;
  }

  /** Whether the record it came by comes again from this topic while it is open. */
  boolean comesAgain(String topic) {
    return position != null && position.topic().equals(topic);
  }

  boolean isVisibleTo(List<String> principals) {
    return isVisible(submission.acl(), principals);
  }

  /** Whether one with these principals may see what has this access list. */
  static boolean isVisible(List<String> acl, List<String> principals) {
    return acl.isEmpty() || acl.stream().anyMatch(principals::contains);
  }

  Job running() {
    return with(version,
        new State(Status.RUNNING, state.attempts() + 1, kept(), keptReport(), null, null));
  }

  /** To be tried again; what went wrong can be seen meanwhile. */
  Job waiting(@Nullable Refusal why) {
    return with(version,
        new State(Status.QUEUED, state.attempts(), kept(), keptReport(), why, null));
  }

  /** What came of it the first time stays to be told until it was renewed. */
  private PassageCounts kept() {
    return renewal ? state.passages() : PassageCounts.NONE;
  }

  private @Nullable Report keptReport() {
    return renewal ? state.report() : null;
  }

  /** As if it had never been tried; this node sees to it, wherever it came from. */
  Job again() {
    return new Job(id, number, tenant, submission, version, fingerprint, acceptedAt, State.NEW,
        null, renewal);
  }

  /** To take in anew what it took in, by this node. */
  Job toRenew() {
    return new Job(id, number, tenant, submission, version, fingerprint, acceptedAt,
        new State(Status.QUEUED, 0, state.passages(), state.report(), null, null), null, true);
  }

  /** As if it had never been tried, for a record that asks for it. */
  Job again(KafkaPosition by) {
    return new Job(id, number, tenant, submission, version, fingerprint, acceptedAt, State.NEW,
        by, renewal);
  }

  /** So many versions later: others of the document are before it. */
  Job plusVersions(int before) {
    return with(version + before, state);
  }

  Job done(int committedVersion, PassageCounts counts, Report report) {
    return with(committedVersion,
        new State(Status.DONE, state.attempts(), counts, report, null, Instant.now()));
  }

  /** The same document was taken in before, or still is. */
  Job unchangedSince(Job earlier) {
    var total = earlier.state.passages().total();
    return with(earlier.version(), new State(Status.UNCHANGED, 0,
        new PassageCounts(total, 0, total, 0), earlier.state.report(), null, Instant.now()));
  }

  /** What was to be renewed is not searched any more. */
  Job unchanged() {
    var total = state.passages().total();
    return with(version, new State(Status.UNCHANGED, state.attempts(),
        new PassageCounts(total, 0, total, 0), state.report(), null, Instant.now()));
  }

  Job failed(Refusal why) {
    return with(version, new State(Status.FAILED, state.attempts(), PassageCounts.NONE, null, why,
        Instant.now()));
  }

  /** The document was changed by other means, so that submitting the same again is a change. */
  Job overtaken() {
    return new Job(id, number, tenant, submission, version, "", acceptedAt, state, position,
        renewal);
  }

  private Job with(int newVersion, State newState) {
    return new Job(id, number, tenant, submission, newVersion, fingerprint, acceptedAt, newState,
        position, renewal);
  }
}
