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
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
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
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.weaviate.client6.v1.api.WeaviateClientAsync;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The corpus on a Weaviate server, which any number of nodes share. Thread-safe: each call has a
 * virtual thread, which waits for the server's answers.
 */
final class WeaviateCorpus implements Corpus {

  private static final Logger LOG = LoggerFactory.getLogger(WeaviateCorpus.class);

  private final Finder finder;
  private final WeaviateSamples samples = new WeaviateSamples();
  private final WeaviateUniform uniform = new WeaviateUniform();
  private final WeaviateReader reader = new WeaviateReader();
  private final WeaviateDatabase database;
  private final WeaviateTurns turns;
  private final WeaviateSweeps sweeps;
  private final ExecutorService threads;

  private WeaviateCorpus(Vertx vertx, RetrievalConfig config, CollectionLocks locks, Finder finder,
      WeaviateDatabase database, ExecutorService threads, Consumer<CorpusChanged> listener) {
    this.finder = finder;
    this.database = database;
    this.turns = new WeaviateTurns(locks, config.weaviate().prefix(), database.vectors(),
        listener);
    this.sweeps = new WeaviateSweeps(vertx, threads, database, turns);
    this.threads = threads;
  }

  /**
   * Fails with the address in its message where what answers there cannot be used. Where nobody answers it
   * refuses what it is asked for until somebody does.
   *
   * @param locks by which this node and others change one after the other
   * @param listener hears of each change that is made by this node
   */
  static Future<WeaviateCorpus> open(Vertx vertx, RetrievalConfig config,
      CollectionLocks locks, Consumer<CorpusChanged> listener) {
    var threads = Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("sluice-weaviate-", 0).factory());
    return run(threads, () -> {
      // Loads the Korean dictionary, so that the first question does not have to wait for it.
      Words.of("준비");
      var finder = new Finder(config);
      return new WeaviateCorpus(vertx, config, locks, finder,
          WeaviateDatabase.openSoon(config.weaviate()),
          threads, listener);
    }).onFailure(_ -> threads.shutdown());
  }

  @Override
  public Future<Reply<PassagesFound>> findPassages(FindPassages request, CallInfo call) {
    return read(SearchRules.check(request), request.collection(), call,
        contents -> finder.find(request, call, plan -> new WeaviateSearch(request.filters(), call,
            plan, contents, database.vectors(), samples, uniform)));
  }

  @Override
  public Future<Reply<PassagesWidened>> widenPassages(WidenPassages request, CallInfo call) {
    return read(Widening.check(request), request.collection(), call,
        contents -> Widening.run(request, contents, call));
  }

  @Override
  public Future<Reply<DocumentCommitted>> commit(CommitDocument request, CallInfo call) {
    var name = request.document().collection();
    return answer(CommitRules.check(request), name, call,
        collection -> inTurn(collection, call, turn -> Committing.make(request, turn)));
  }

  @Override
  public Future<Reply<VersionFound>> findVersion(FindVersion request, CallInfo call) {
    return read(null, request.collection(), call,
        contents -> VersionLookup.find(request.document(), contents));
  }

  @Override
  public Future<Reply<DocumentFound>> findDocument(FindDocument request, CallInfo call) {
    return read(null, request.collection(), call,
        contents -> VersionLookup.document(request.document(), contents, call));
  }

  @Override
  public Future<Reply<DocumentsListed>> listDocuments(ListDocuments request, CallInfo call) {
    return read(Listing.check(request.limit()), request.collection(), call,
        contents -> Listing.documents(request, contents, call));
  }

  @Override
  public Future<Reply<VersionsListed>> listVersions(ListVersions request, CallInfo call) {
    return read(null, request.collection(), call,
        contents -> VersionLookup.list(request, contents, call));
  }

  @Override
  public Future<Reply<VersionOpened>> openVersion(OpenVersion request, CallInfo call) {
    return read(null, request.collection(), call,
        contents -> VersionLookup.open(request, contents, call));
  }

  @Override
  public Future<Reply<VersionActivated>> activate(ActivateVersion request, CallInfo call) {
    return change(null, request.collection(), call,
        turn -> Activating.make(request, call, turn));
  }

  @Override
  public Future<Reply<VersionsPurged>> purge(PurgeVersions request, CallInfo call) {
    return change(Purging.check(request), request.collection(), call,
        turn -> Purging.make(request, turn));
  }

  @Override
  public Future<Reply<OutdatedFound>> findOutdated(FindOutdated request, CallInfo call) {
    return read(Listing.check(request.limit()), request.collection(), call,
        contents -> Listing.outdated(request, contents));
  }

  @Override
  public Future<Reply<CopiesFound>> findCopies(FindCopies request, CallInfo call) {
    return this.<CopiesFound>read(CopySearch.check(request), request.collection(), call,
        contents -> WeaviateCopies.find(request, contents))
        .map(reply -> reply instanceof Refused<CopiesFound>(NotFound _)
            ? Reply.of(new CopiesFound(List.of()))
            : reply);
  }

  @Override
  public Future<Reply<LeftOutListed>> listLeftOut(ListLeftOut request, CallInfo call) {
    return read(Listing.check(request.limit()), request.collection(), call,
        contents -> Listing.leftOut(request, contents, call));
  }

  /** When the files of the server let go of what was deleted is its own business. */
  @Override
  public Future<Reply<CopyChosen>> chooseCopy(ChooseCopy request, CallInfo call) {
    return change(Choosing.check(request), request.collection(), call,
        turn -> Choosing.make(request, turn));
  }

  @Override
  public Future<Reply<DocumentErased>> erase(EraseDocument request, CallInfo call) {
    return change(null, request.collection(), call,
        turn -> Erasing.make(request, call, turn));
  }

  @Override
  public Future<Reply<EpochFound>> findEpoch(FindEpoch request, CallInfo call) {
    return read(null, request.collection(), call,
        contents -> Reply.of(new EpochFound(contents.epoch())));
  }

  @Override
  public Future<Reply<CollectionsListed>> listCollections(ListCollections request, CallInfo call) {
    return answer(call, () -> {
      var summaries = new ArrayList<CollectionSummary>();
      for (var name : database.names(call)) {
        if (reader.read(database.collection(name, call),
            contents -> Reply.of(contents
                .summary(call))) instanceof Reply.Answered<CollectionSummary>(var summary)) {
          summaries.add(summary);
        }
      }
      return Reply.of(new CollectionsListed(summaries));
    });
  }

  /** Waits for what is under way. */
  @Override
  public Future<Void> close() {
    var closed = Promise.<Void>promise();
    sweeps.close();
    Thread.ofVirtual().name("sluice-weaviate-close").start(() -> {
      threads.close();
      database.close();
      closed.complete();
    });
    return closed.future();
  }

  private <A> Future<Reply<A>> read(@Nullable Refusal wrong, String name, CallInfo call,
      WeaviateReader.Look<A> look) {
    return answer(wrong, name, call, collection -> reader.read(collection, look));
  }

  /** Changes a collection that exists. */
  private <A> Future<Reply<A>> change(@Nullable Refusal wrong, String name, CallInfo call,
      WeaviateTurns.Change<A> change) {
    return answer(wrong, name, call,
        collection -> collection.epoch() == null
            ? Reply.refused(CollectionRules.unknown(name))
            : inTurn(collection, call, change));
  }

  private <A> Reply<A> inTurn(WeaviateCollection collection, CallInfo call,
      WeaviateTurns.Change<A> change) throws IOException {
    var reply = turns.take(collection, call, change);
    sweeps.soon(collection);
    return reply;
  }

  private interface Work<A> {
    Reply<A> on(WeaviateCollection collection) throws IOException, InterruptedException;
  }

  private <A> Future<Reply<A>> answer(@Nullable Refusal wrong, String name, CallInfo call,
      Work<A> work) {
    var refusal = wrong == null ? CollectionRules.check(call.tenant(), name) : wrong;
    return refusal == null
        ? answer(call, () -> work.on(database.collection(name, call)))
        : Future.succeededFuture(Reply.refused(refusal));
  }

  private <A> Future<Reply<A>> answer(CallInfo call, Callable<Reply<A>> work) {
    return run(threads, () -> {
      if (call.isLate()) {
        return Reply.<A>refused(new DeadlinePassed("the time was up when retrieval was asked"));
      }
      try {
        return answer(call, database.connection().client(), work);
      } catch (WeaviateFailure e) {
        return Reply.<A>refused(e.refusal());
      }
    });
  }

  /** That it is away is in the log once, and not for each who asks for it. */
  private <A> Reply<A> answer(CallInfo call, WeaviateClientAsync client, Callable<Reply<A>> work)
      throws Exception {
    try {
      return work.call();
    } catch (WeaviateFailure e) {
      if (!database.connection().isLost(client, e)) {
        LOG.warn("weaviate failed requestId={} tenant={} why={}", call.requestId(), call.tenant(),
            e.getMessage());
      }
      throw e;
    }
  }

  private static <T> Future<T> run(ExecutorService threads, Callable<T> work) {
    var done = Promise.<T>promise();
    threads.execute(() -> {
      try {
        done.complete(work.call());
      } catch (Throwable e) {
        done.fail(e);
      }
    });
    return done.future();
  }
}
