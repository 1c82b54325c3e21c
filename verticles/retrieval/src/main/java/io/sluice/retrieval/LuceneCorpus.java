package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.BadRequest;
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
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.VersionFound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/**
 * The corpus on Lucene, in this process. Thread-safe: searching, writing and the rewriting after an
 * erasure each have workers of their own, so that none waits for another.
 */
final class LuceneCorpus implements Corpus {

  private final RetrievalConfig config;
  private final Workers searching;
  private final Workers writing;
  private final Workers expunging;
  private final Indexes indexes;

  private LuceneCorpus(RetrievalConfig config, Workers searching, Workers writing,
      Workers expunging, Indexes indexes) {
    this.config = config;
    this.searching = searching;
    this.writing = writing;
    this.expunging = expunging;
    this.indexes = indexes;
  }

  /** Fails with the folder in its message where that cannot be written to or is in use. */
  static Future<LuceneCorpus> open(Vertx vertx, RetrievalConfig config) {
    var searching = new Workers(vertx, "sluice-search", config.searchThreads(),
        Duration.ofMinutes(1));
    var writing = new Workers(vertx, "sluice-index", config.searchThreads(), Duration.ofMinutes(5));
    var expunging = new Workers(vertx, "sluice-expunge", 1, Duration.ofHours(6));
    return writing.run(() -> {
      var indexes = Indexes.open(config.path());
      // Loads the Korean dictionary, so that the first question does not have to wait for it.
      WordQuery.of("준비");
      return new LuceneCorpus(config, searching, writing, expunging, indexes);
    }).onFailure(_ -> Future.join(searching.close(), writing.close(), expunging.close()));
  }

  @Override
  public Future<Reply<PassagesFound>> findPassages(FindPassages request, CallInfo call) {
    var wrong = SearchRules.check(request);
    if (wrong != null) {
      return Future.succeededFuture(Reply.refused(wrong));
    }
    return searching.answer(call, () -> indexes.snapshot(call.tenant(), request.collection()))
        .compose(reply -> switch (reply) {
          case Refused<Snapshot>(var refusal) -> Future.succeededFuture(Reply.refused(refusal));
          case Answered<Snapshot>(var snapshot) ->
            new HybridSearch(request, call, snapshot, config).run(searching)
                .onComplete(_ -> searching.run(() -> {
                  snapshot.close();
                  return snapshot;
                }));
        });
  }

  @Override
  public Future<Reply<DocumentCommitted>> commit(CommitDocument request, CallInfo call) {
    var wrong = CommitRules.check(request);
    if (wrong != null) {
      return Future.succeededFuture(Reply.refused(wrong));
    }
    return writing.answer(call,
        () -> switch (indexes.existingOrNew(call.tenant(), request.document().collection())) {
          case Refused<CollectionIndex>(var refusal) -> Reply.refused(refusal);
          case Answered<CollectionIndex>(var index) -> index.commit(request);
        });
  }

  @Override
  public Future<Reply<VersionFound>> findVersion(FindVersion request, CallInfo call) {
    return read(request.collection(), call, snapshot -> snapshot.version(request.document()));
  }

  @Override
  public Future<Reply<DocumentFound>> findDocument(FindDocument request, CallInfo call) {
    return read(request.collection(), call,
        snapshot -> snapshot.document(request.document(), call));
  }

  @Override
  public Future<Reply<DocumentsListed>> listDocuments(ListDocuments request, CallInfo call) {
    if (request.limit() < 1) {
      return Future.succeededFuture(
          Reply.refused(new BadRequest("must be 1 or more, not " + request.limit(), "limit")));
    }
    return read(request.collection(), call,
        snapshot -> snapshot.documents(request.after(), request.limit(), call));
  }

  /**
   * The document is gone for searches once its index has a turn for it. Its bytes go one collection
   * after the other, whether the asker still waits or not; who erases many documents at once finds
   * that most of their bytes went with those of the first.
   */
  @Override
  public Future<Reply<DocumentErased>> erase(EraseDocument request, CallInfo call) {
    return writing.answer(call, () -> indexes.existing(call.tenant(), request.collection()))
        .compose(reply -> switch (reply) {
          case Refused<CollectionIndex>(var refusal) ->
            Future.succeededFuture(Reply.refused(refusal));
          case Answered<CollectionIndex>(var index) ->
            writing.answer(call, () -> index.erase(request.document(), call))
                .compose(erased -> expunging.run(() -> {
                  index.expunge();
                  return erased;
                })).recover(failure -> Workers.refused(call, failure));
        });
  }

  @Override
  public Future<Reply<CollectionsListed>> listCollections(ListCollections request, CallInfo call) {
    return searching.answer(call, () -> {
      var summaries = new ArrayList<CollectionSummary>();
      for (var name : indexes.collections(call.tenant())) {
        // A collection without a commit has not come into being, for all that its folder is there.
        if (indexes.snapshot(call.tenant(), name) instanceof Answered<Snapshot>(var snapshot)) {
          try (snapshot) {
            summaries.add(snapshot.summary(call));
          }
        }
      }
      return Reply.of(new CollectionsListed(summaries));
    });
  }

  @Override
  public Future<Void> close() {
    return writing.run(() -> {
      indexes.close();
      return indexes;
    }).eventually(() -> Future.join(searching.close(), writing.close(), expunging.close()))
        .mapEmpty();
  }

  private interface Look<A> {
    Reply<A> at(Snapshot snapshot) throws IOException;
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
}
