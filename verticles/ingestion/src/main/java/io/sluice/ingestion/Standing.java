package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.VersionFound;
import java.util.List;
import java.util.function.Supplier;

/** A document as the corpus has it, which may be another than what was submitted last. */
sealed interface Standing {

  /** This version is the current one. */
  record Current(VersionFound found) implements Standing {}

  /** There is no such document. */
  record None() implements Standing {}

  /** Nobody can say now. */
  record Unknown() implements Standing {}

  /** Asks the corpus, whoever may see the document; waits on a virtual thread. */
  static Standing of(DocumentKey key, Bus bus, CallInfo call) {
    var request = new FindVersion(key.collection(), key.document());
    return switch (bus.ask(Retrieval.FIND_VERSION, request, call).await()) {
      case Refused<VersionFound>(NotFound none) -> new None();
      case Refused<VersionFound>(Refusal why) -> new Unknown();
      case Answered<VersionFound>(VersionFound found) -> new Current(found);
    };
  }

  /**
   * Whether one with these principals may see the document as it is.
   *
   * @param known all jobs of the document, of which one tells what the corpus cannot tell now
   */
  default boolean isVisibleTo(List<String> principals, Supplier<List<Job>> known) {
    return switch (this) {
      case Current(VersionFound found) -> Job.isVisible(found.document().acl(), principals);
      case None() -> true;
      case Unknown() -> known.get().stream().allMatch(job -> job.isVisibleTo(principals));
    };
  }

  /** The highest version that was ever kept or searched, as far as it is known; else 0. */
  default int highest() {
    return this instanceof Current(VersionFound found)
        ? found.highest() == null ? found.document().version() : found.highest()
        : 0;
  }

  /** Whether the current version is the one that this job took in. */
  default boolean isOf(Job job) {
    return this instanceof Current(VersionFound found)
        && found.document().version() == job.version()
        && found.document().contentHash().equals(job.submission().contentHash());
  }
}
