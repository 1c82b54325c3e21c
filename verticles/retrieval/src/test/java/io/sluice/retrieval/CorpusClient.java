package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.time.Duration;
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
    return texts(
        search(new FindPassages("docs", query, vector, true, mode, 10, Filters.NONE, alpha, null)));
  }

  PassagesFound search(FindPassages request) {
    return answer(corpus.findPassages(request, call()));
  }

  static List<String> texts(PassagesFound found) {
    return found.hits().stream().map(hit -> hit.passage().text()).toList();
  }

  List<Hit> hits(String query) {
    return search(new FindPassages("docs", query, null, false, SearchMode.KEYWORD, 10, Filters.NONE,
        null, null)).hits();
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
