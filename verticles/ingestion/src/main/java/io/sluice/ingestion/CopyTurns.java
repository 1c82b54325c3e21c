package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Copies;
import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.CopiesFound;
import io.sluice.message.Copies.CopyChosen;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Likeness;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.VersionFound;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses which of several copies is searched, in a collection one time after the other: copies that come
 * at once see each other. Used by the virtual threads of one context.
 */
final class CopyTurns {
  private static final Logger LOG = LoggerFactory.getLogger(CopyTurns.class);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Bus bus;
  private final IngestionConfig config;
  private final Turns turns = new Turns();

  CopyTurns(Bus bus, IngestionConfig config) {
    this.bus = bus;
    this.config = config;
  }

  /** What is done by a choice, while nothing else is chosen. */
  interface Commit {
    Reply<Job> by(CopyChoice choice) throws IOException;
  }

  /** Chooses for a document that is about to be searched. */
  Reply<Job> choose(Job job, @Nullable String source, Likeness likeness, CallInfo call,
      Commit commit) throws IOException {
    var rules = config.of(job.submission().collection()).copies();
    if (!rules.chooses()) {
      return commit.by(CopyChoice.NONE);
    }
    return turns.take(name(job.key()), () -> switch (copies(job, rules, likeness, call)) {
      case Refused<List<Copies.Copy>>(Refusal why) -> Reply.refused(why);
      case Answered<List<Copies.Copy>>(List<Copies.Copy> copies) ->
        commit.by(CopyChoice.of(rules, source, copies));
    });
  }

  private Reply<List<Copies.Copy>> copies(Job job, CopyRules rules, Likeness likeness,
      CallInfo call) {
    var request = new FindCopies(job.submission().collection(), job.submission().document(),
        likeness, rules.similarity());
    return switch (bus.ask(Copies.FIND_COPIES, request, call).await()) {
      case Refused<CopiesFound>(NotFound none) -> Reply.of(List.of());
      case Refused<CopiesFound>(Refusal why) -> Reply.refused(why);
      case Answered<CopiesFound>(CopiesFound found) -> Reply.of(found.copies());
    };
  }

  /**
   * Chooses among documents that are searched again, since the copy that was searched instead of them is
   * gone: the same as if they came anew, the best last. Returns those that stay searched. Where that
   * fails they all do: a copy too many does less harm than one too few.
   */
  List<String> chooseAgain(DocumentKey gone, List<String> searchedAgain, CallInfo asked) {
    var call = new CallInfo(asked.requestId(), gone.tenant(), List.of(), asked.traceparent(),
        System.nanoTime() + PATIENCE.toNanos(), null)
        .traced(asked.traceparent(), asked.tracestate());
    var rules = config.of(gone.collection()).copies();
    if (!rules.chooses() || searchedAgain.size() < 2) {
      return searchedAgain;
    }
    try {
      return turns.take(name(gone), () -> choose(gone, rules, searchedAgain, call));
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read or written here", e);
    }
  }

  private List<String> choose(DocumentKey gone, CopyRules rules, List<String> searchedAgain,
      CallInfo call) {
    var leftOut = new HashSet<String>();
    for (var document : bestFirst(gone.collection(), rules, searchedAgain, call)) {
      var others = new ArrayList<>(searchedAgain);
      others.removeAll(leftOut);
      others.remove(document.id());
      if (!leftOut.contains(document.id()) && !others.isEmpty()) {
        leftOut.addAll(choose(document.id(), gone.collection(), rules, others, call));
      }
    }
    return searchedAgain.stream().filter(id -> !leftOut.contains(id)).toList();
  }

  private List<DocumentVersion> bestFirst(String collection, CopyRules rules, List<String> ids,
      CallInfo call) {
    var documents = new ArrayList<DocumentVersion>();
    for (var id : ids) {
      if (bus.ask(Retrieval.FIND_VERSION, new FindVersion(collection, id), call)
          .await() instanceof Answered<VersionFound>(VersionFound found)) {
        documents.add(found.document());
      }
    }
    documents.sort(Comparator.<DocumentVersion>comparingInt(rules::rank)
        .thenComparing(DocumentVersion::ingestedAt, Comparator.reverseOrder()));
    return documents;
  }

  private List<String> choose(String document, String collection, CopyRules rules,
      List<String> among, CallInfo call) {
    var request = new ChooseCopy(collection, document, rules.similarity(), among);
    return switch (bus.ask(Copies.CHOOSE_COPY, request, call).await()) {
      case Answered<CopyChosen>(CopyChosen chosen) -> chosen.leftOut();
      case Refused<CopyChosen>(Refusal why) -> {
        LOG.warn("copies not left out document={} code={} reason={}", document, why.code(),
            why.message());
        yield List.of();
      }
    };
  }

  private static String name(DocumentKey key) {
    return key.tenant() + '/' + key.collection();
  }
}
