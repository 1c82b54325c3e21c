package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.CopiesFound;
import io.sluice.message.Copies.CopyChosen;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Copies.LeftOutListed;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindEpoch;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.PassagesWidened;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Retrieval.WidenPassages;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.OutdatedFound;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionsListed;
import io.sluice.message.Versions.VersionsPurged;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The corpus on Lucene, in this process. Thread-safe: searching, writing and the rewriting after an
 * erasure each have workers of their own, so that none waits for another.
 */
final class LuceneCorpus implements Corpus {

  private static final Logger LOG = LoggerFactory.getLogger(LuceneCorpus.class);

  private final Finder finder;
  private final Workers searching;
  private final Workers writing;
  private final Workers expunging;
  private final Indexes indexes;

  private LuceneCorpus(Finder finder, Workers searching, Workers writing,
      Workers expunging, Indexes indexes) {
    this.finder = finder;
    this.searching = searching;
    this.writing = writing;
    this.expunging = expunging;
    this.indexes = indexes;
  }

  /**
   * Fails with the folder in its message where that cannot be written to or is in use.
   *
   * @param listener hears of each change before it can be found
   */
  static Future<LuceneCorpus> open(Vertx vertx, RetrievalConfig config,
      Consumer<CorpusChanged> listener) {
    return open(vertx, config,
        () -> Indexes.open(config.path(), config.vectorPrecision(), listener));
  }

  /** The corpus as it is now, to be read beside the process that it belongs to. */
  static Future<LuceneCorpus> beside(Vertx vertx, RetrievalConfig config) {
    return open(vertx, config, () -> Indexes.beside(config.path()));
  }

  private static Future<LuceneCorpus> open(Vertx vertx, RetrievalConfig config,
      Callable<Indexes> opening) {
    var searching = new Workers(vertx, "sluice-search", config.searchThreads(),
        Duration.ofMinutes(1));
    var writing = new Workers(vertx, "sluice-index", config.searchThreads(), Duration.ofMinutes(5));
    var expunging = new Workers(vertx, "sluice-expunge", 1, Duration.ofHours(6));
    return writing.runToEnd(() -> {
      // Loads the Korean dictionary, so that the first question does not have to wait for it.
      Words.of("준비");
      var finder = new Finder(config);
      return new LuceneCorpus(finder, searching, writing, expunging, opening.call());
    }).onFailure(_ -> Future.join(searching.close(), writing.close(), expunging.close()));
  }

  @Override
  public Future<Reply<PassagesFound>> findPassages(FindPassages request, CallInfo call) {
    var wrong = SearchRules.check(request);
    if (wrong != null) {
      return refused(wrong);
    }
    return read(request.collection(), call,
        snapshot -> finder.find(request, call,
            plan -> new LuceneSearch(snapshot, new Legs(snapshot.searcher(), searching,
                Visibility.wanted(request.filters(), call), plan), call)));
  }

  @Override
  public Future<Reply<PassagesWidened>> widenPassages(WidenPassages request, CallInfo call) {
    var wrong = Widening.check(request);
    return wrong == null
        ? read(request.collection(), call, snapshot -> Widening.run(request, snapshot, call))
        : refused(wrong);
  }

  @Override
  public Future<Reply<DocumentCommitted>> commit(CommitDocument request, CallInfo call) {
    var wrong = CommitRules.check(request);
    if (wrong != null) {
      return refused(wrong);
    }
    return writing.answer(call,
        () -> switch (indexes.existingOrNew(call.tenant(), request.document().collection())) {
          case Refused<CollectionIndex>(var refusal) -> Reply.refused(refusal);
          case Answered<CollectionIndex>(var index) -> index.commit(request);
        });
  }

  @Override
  public Future<Reply<VersionFound>> findVersion(FindVersion request, CallInfo call) {
    return read(request.collection(), call,
        snapshot -> VersionLookup.find(request.document(), snapshot));
  }

  @Override
  public Future<Reply<DocumentFound>> findDocument(FindDocument request, CallInfo call) {
    return read(request.collection(), call,
        snapshot -> VersionLookup.document(request.document(), snapshot, call));
  }

  @Override
  public Future<Reply<DocumentsListed>> listDocuments(ListDocuments request, CallInfo call) {
    var wrong = Listing.check(request.limit());
    return wrong == null
        ? read(request.collection(), call,
            snapshot -> Listing.documents(request, snapshot, call))
        : refused(wrong);
  }

  @Override
  public Future<Reply<VersionsListed>> listVersions(ListVersions request, CallInfo call) {
    return read(request.collection(), call,
        snapshot -> VersionLookup.list(request, snapshot, call));
  }

  @Override
  public Future<Reply<VersionOpened>> openVersion(OpenVersion request, CallInfo call) {
    return read(request.collection(), call,
        snapshot -> VersionLookup.open(request, snapshot, call));
  }

  @Override
  public Future<Reply<VersionActivated>> activate(ActivateVersion request, CallInfo call) {
    return change(request.collection(), call, index -> index.activate(request, call));
  }

  @Override
  public Future<Reply<VersionsPurged>> purge(PurgeVersions request, CallInfo call) {
    var wrong = Purging.check(request);
    if (wrong != null) {
      return refused(wrong);
    }
    return change(request.collection(), call, index -> {
      var purged = index.purge(request);
      expungeLater(index, call);
      return purged;
    });
  }

  @Override
  public Future<Reply<OutdatedFound>> findOutdated(FindOutdated request, CallInfo call) {
    var wrong = Listing.check(request.limit());
    return wrong == null
        ? read(request.collection(), call, snapshot -> Listing.outdated(request, snapshot))
        : refused(wrong);
  }

  @Override
  public Future<Reply<CopiesFound>> findCopies(FindCopies request, CallInfo call) {
    var wrong = CopySearch.check(request);
    if (wrong != null) {
      return refused(wrong);
    }
    return searching.answer(call,
        () -> switch (indexes.existing(call.tenant(), request.collection())) {
          case Refused<CollectionIndex>(NotFound _) -> Reply.of(new CopiesFound(List.of()));
          case Refused<CollectionIndex>(var refusal) -> Reply.refused(refusal);
          case Answered<CollectionIndex>(var index) -> {
            try (var snapshot = index.snapshot()) {
              yield CopySearch.run(request, snapshot);
            }
          }
        });
  }

  @Override
  public Future<Reply<LeftOutListed>> listLeftOut(ListLeftOut request, CallInfo call) {
    var wrong = Listing.check(request.limit());
    return wrong == null
        ? read(request.collection(), call, snapshot -> Listing.leftOut(request, snapshot, call))
        : refused(wrong);
  }

  /**
   * The document is gone for searches once its index has a turn for it. Its bytes go one collection
   * after the other, whether the asker still waits or not; who erases many documents at once finds
   * that most of their bytes went with those of the first.
   */
  @Override
  public Future<Reply<CopyChosen>> chooseCopy(ChooseCopy request, CallInfo call) {
    var wrong = Choosing.check(request);
    return wrong == null
        ? change(request.collection(), call, index -> index.choose(request))
        : refused(wrong);
  }

  @Override
  public Future<Reply<DocumentErased>> erase(EraseDocument request, CallInfo call) {
    return writing.answer(call, () -> indexes.existing(call.tenant(), request.collection()))
        .compose(reply -> switch (reply) {
          case Refused<CollectionIndex>(var refusal) -> refused(refusal);
          case Answered<CollectionIndex>(var index) ->
            writing.answer(call, () -> index.erase(request, call))
                .compose(erased -> expunge(index).map(erased))
                .recover(failure -> Workers.refused(call, failure));
        });
  }

  @Override
  public Future<Reply<EpochFound>> findEpoch(FindEpoch request, CallInfo call) {
    return read(request.collection(), call,
        snapshot -> Reply.of(new EpochFound(snapshot.epoch())));
  }

  @Override
  public Future<Reply<CollectionsListed>> listCollections(ListCollections request, CallInfo call) {
    return searching.answer(call, () -> {
      var summaries = new ArrayList<CollectionSummary>();
      for (var name : indexes.collections(call.tenant())) {
        try {
          // A collection without a commit has not come into being, for all that its folder is there.
          if (indexes.snapshot(call.tenant(), name) instanceof Answered<Snapshot>(var snapshot)) {
            try (snapshot) {
              summaries.add(snapshot.summary(call));
            }
          }
        } catch (IOException e) {
          LOG.error("collection left out of the list requestId={} tenant={} collection={}",
              call.requestId(), call.tenant(), name, e);
        }
      }
      return Reply.of(new CollectionsListed(summaries));
    });
  }

  @Override
  public Future<Void> close() {
    return writing.runToEnd(() -> {
      indexes.close();
      return indexes;
    }).eventually(() -> Future.join(searching.close(), writing.close(), expunging.close()))
        .mapEmpty();
  }

  private interface Look<A> {
    Reply<A> at(Snapshot snapshot) throws IOException, InterruptedException;
  }

  private <A> Future<Reply<A>> read(String collection, CallInfo call, Look<A> look) {
    return searching.answer(call,
        () -> switch (indexes.snapshot(call.tenant(), collection)) {
          case Refused<Snapshot>(var refusal) -> Reply.refused(refusal);
          case Answered<Snapshot>(var snapshot) -> {
            try (snapshot) {
              yield look.at(snapshot);
            }
          }
        });
  }

  private interface Change<A> {
    Reply<A> of(CollectionIndex index) throws IOException;
  }

  private <A> Future<Reply<A>> change(String collection, CallInfo call, Change<A> change) {
    return writing.answer(call,
        () -> switch (indexes.existing(call.tenant(), collection)) {
          case Refused<CollectionIndex>(var refusal) -> Reply.refused(refusal);
          case Answered<CollectionIndex>(var index) -> change.of(index);
        });
  }

  private Future<CollectionIndex> expunge(CollectionIndex index) {
    return expunging.run(() -> {
      index.expunge();
      return index;
    });
  }

  /** Where this fails, the next purge or erasure does it too. */
  private void expungeLater(CollectionIndex index, CallInfo call) {
    expunge(index).onFailure(failure -> LOG.warn(
        "purged, but not yet expunged requestId={} tenant={} why={}", call.requestId(),
        call.tenant(), String.valueOf(failure)));
  }

  private static <A> Future<Reply<A>> refused(Refusal refusal) {
    return Future.succeededFuture(Reply.refused(refusal));
  }
}
