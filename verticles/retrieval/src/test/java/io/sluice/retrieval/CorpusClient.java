package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.message.CallInfo;
import io.sluice.message.Copies.Copy;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Filters;
import io.sluice.message.Hit;
import io.sluice.message.Likeness;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionSummary;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a corpus on behalf of one asker, and waits. */
record CorpusClient(Corpus corpus, String tenant, List<String> principals) {

  static CorpusClient of(Corpus corpus) {
    return new CorpusClient(corpus, CallInfo.DEFAULT_TENANT, List.of());
  }

  CorpusClient tenant(String tenant) {
    return new CorpusClient(corpus, tenant, principals);
  }

  CorpusClient as(String... principals) {
    return new CorpusClient(corpus, tenant, List.of(principals));
  }

  CallInfo call() {
    return new CallInfo("test", tenant, principals, null,
        System.nanoTime() + Duration.ofMinutes(1).toNanos(), null);
  }

  DocumentCommitted commit(Draft draft) {
    return answer(corpus.commit(draft.commit(), call()));
  }

  /** The texts of the passages found by their words, the best first. */
  List<String> find(String query) {
    return find(query, Filters.NONE);
  }

  List<String> find(String query, Filters filters) {
    return texts(search(new FindPassages("docs", query, null, false, SearchMode.KEYWORD, 10,
        filters, null, null)));
  }

  List<String> find(String query, Vector vector, SearchMode mode, @Nullable Double alpha) {
    return texts(search(new FindPassages("docs", query, vector, true, mode, 10, Filters.NONE,
        alpha, Draft.MODEL)));
  }

  /** The texts of the passages nearest to the vector of this model, the nearest first. */
  List<String> near(Vector vector, String model) {
    return texts(near(vector, model, ""));
  }

  PassagesFound near(Vector vector, String model, String words) {
    return search(new FindPassages("docs", words, vector, true, SearchMode.HYBRID, 10,
        Filters.NONE, null, model));
  }

  PassagesFound search(FindPassages request) {
    return answer(corpus.findPassages(request, call()));
  }

  static List<String> texts(PassagesFound found) {
    return found.hits().stream().map(hit -> hit.passage().text()).toList();
  }

  List<Hit> hits(String query) {
    return search(words(query, 10)).hits();
  }

  /** A search by words. */
  static FindPassages words(String query, int k) {
    return new FindPassages("docs", query, null, false, SearchMode.HYBRID, k, Filters.NONE, null,
        null);
  }

  DocumentFound document(String id) {
    return answer(corpus.findDocument(new FindDocument("docs", id), call()));
  }

  VersionFound version(String id) {
    return answer(corpus.findVersion(new FindVersion("docs", id), call()));
  }

  List<String> listed(@Nullable String after, int limit) {
    return listed(new ListDocuments("docs", after, limit, null));
  }

  /** The ids of those with these words in their title or id. */
  List<String> named(String query) {
    return listed(new ListDocuments("docs", null, 100, query));
  }

  private List<String> listed(ListDocuments request) {
    return answer(corpus.listDocuments(request, call())).documents().stream()
        .map(summary -> summary.document().id()).toList();
  }

  List<CollectionSummary> collections() {
    return answer(corpus.listCollections(new ListCollections(), call())).collections();
  }

  DocumentErased erase(String id) {
    return answer(corpus.erase(new EraseDocument("docs", id), call()));
  }

  List<VersionSummary> versions(String id) {
    return answer(corpus.listVersions(new ListVersions("docs", id), call())).versions();
  }

  /** The versions as {@code 3 ACTIVE}, the newest first. */
  List<String> states(String id) {
    return versions(id).stream()
        .map(version -> version.document().version() + " " + version.state()).toList();
  }

  VersionOpened open(String id, int version) {
    return answer(corpus.openVersion(new OpenVersion("docs", id, version), call()));
  }

  VersionActivated activate(String id, int version) {
    return answer(corpus.activate(new ActivateVersion("docs", id, version), call()));
  }

  /** What went, as {@code a 1}. */
  List<String> purge(@Nullable String id, int keep, Instant before) {
    return answer(corpus.purge(new PurgeVersions("docs", id, keep, before), call())).versions()
        .stream().map(version -> version.document() + " " + version.version()).toList();
  }

  List<String> outdated(String model, String chunking) {
    return answer(
        corpus.findOutdated(new FindOutdated("docs", model, chunking, null, 100), call()))
        .documents().stream().map(DocumentVersion::id).toList();
  }

  List<Copy> copies(String id, Likeness likeness, double similarity) {
    return answer(corpus.findCopies(new FindCopies("docs", id, likeness, similarity), call()))
        .copies();
  }

  /** Those that are left out, as {@code a for b}. */
  List<String> leftOut() {
    return answer(corpus.listLeftOut(new ListLeftOut("docs", null, 100), call())).documents()
        .stream().map(left -> left.document().id() + " for " + left.leftOutFor()).toList();
  }

  static <A> A answer(Future<Reply<A>> future) {
    return switch (await(future)) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  static <R extends Refusal> R refusal(Class<R> type, Future<? extends Reply<?>> future) {
    var refused = assertInstanceOf(Refused.class, await(future));
    return assertInstanceOf(type, refused.refusal());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
