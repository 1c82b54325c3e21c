package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Versions.State;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Questions that two corpora are asked to see whether they find the same: passages of the documents
 * themselves, by their words and by their vectors, asked by who may see them.
 */
final class SampleQuestions {

  private static final int MOST = 20;
  private static final int WORDS = 12;
  /** How far down the best of one may be in the other: engines weigh words a little differently. */
  private static final int AMONG = 5;

  private final String tenant;
  private final List<Question> questions;

  private SampleQuestions(String tenant, List<Question> questions) {
    this.tenant = tenant;
    this.questions = questions;
  }

  private record Question(FindPassages request, List<String> principals) {}

  /** Of documents that lie evenly among all. */
  static SampleQuestions of(String tenant, Contents contents) throws IOException {
    var ids = new ArrayList<>(Inventory.of(contents).documents().keySet());
    var questions = new ArrayList<Question>();
    var step = Math.max(1, ids.size() / MOST);
    for (var i = 0; i < ids.size() && i / step < MOST; i += step) {
      var current = contents.current(ids.get(i));
      if (current != null && current.state() == State.ACTIVE && current.head().passages() > 0) {
        var passages = current.content().passages();
        add(passages.get(passages.size() / 2), current.head(), questions);
      }
    }
    return new SampleQuestions(tenant, questions);
  }

  private static void add(NewPassage passage, Head head, List<Question> questions) {
    var document = head.document();
    var query = Arrays.stream(passage.text().strip().split("\\s+")).limit(WORDS)
        .collect(Collectors.joining(" "));
    questions.add(new Question(new FindPassages(document.collection(), query, null, false,
        SearchMode.KEYWORD, AMONG, Filters.NONE, null, null), document.acl()));
    if (passage.vector() != null) {
      questions.add(new Question(new FindPassages(document.collection(), query, passage.vector(),
          true, SearchMode.VECTOR, AMONG, Filters.NONE, null, document.embeddingModel()),
          document.acl()));
    }
  }

  int count() {
    return questions.size();
  }

  /** How many of them find the same in both. */
  int alike(Corpus one, Corpus other) throws IOException {
    var alike = 0;
    for (var question : questions) {
      alike += isAlike(ask(question, one), ask(question, other)) ? 1 : 0;
    }
    return alike;
  }

  /** The best of each must be among the best of the other; passages of the same words are one. */
  private static boolean isAlike(List<String> one, List<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.equals(other);
    }
    return other.contains(one.getFirst()) && one.contains(other.getFirst());
  }

  private List<String> ask(Question question, Corpus corpus) throws IOException {
    var call = new CallInfo("migrate", tenant, question.principals(), null,
        System.nanoTime() + Duration.ofMinutes(1).toNanos(), null);
    return switch (await(corpus.findPassages(question.request(), call))) {
      case Reply.Answered<PassagesFound>(var found) ->
        found.hits().stream().map(hit -> hit.passage().text()).toList();
      case Reply.Refused<PassagesFound>(var why) -> throw new IOException(why.message());
    };
  }

  static <T> T await(Future<T> future) throws IOException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
