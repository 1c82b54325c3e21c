package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Filters;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.sluice.retrieval.WeaviateConfig.Consistency;
import io.sluice.testservers.WeaviateReplicas;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Three replicas of all there is, of which one may be away. */
@EnabledIfSystemProperty(named = "sluice.replicas", matches = "true", disabledReason = "replicas take minutes to become the same again: -Dsluice.replicas=true")
class WeaviateReplicasIT {
  private static final int DOCUMENTS = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private final WeaviateReplicas replicas = WeaviateReplicas.start();
  private final Corpus here = at(1);
  private final Corpus there = at(2);

  @AfterEach
  void close() {
    await(here.close());
    await(there.close());
    await(vertx.close());
    replicas.close();
  }

  /** The corpus as a gateway has it that goes to this one. */
  private Corpus at(int n) {
    var server = replicas.server(n);
    var config = WeaviateConfig.at(server.url(), server.grpc());
    return await(WeaviateCorpus.open(vertx,
        new RetrievalConfig(Path.of("none"), 1, Precision.FULL,
            new WeaviateConfig(config.url(), config.grpc(), config.apiKey(), config.prefix(),
                Consistency.QUORUM, Duration.ofSeconds(10)),
            FindingRules.defaults(), Map.of()),
        new CollectionLocks(vertx, null), _ -> {}));
  }

  @Test
  void oneThatWasAwayHasAllOfItWhenItIsBackThoughItIsSearchedMeanwhile() throws Exception {
    var client = CorpusClient.of(here);
    var texts = IntStream.range(0, DOCUMENTS).mapToObj(i -> "words " + (100 + i)).toList();
    client.commit(document(texts.getFirst()));
    client.commit(document("words erased"));
    replicas.server(2).kill();
    until(() -> isTaken(here, document(texts.get(1))));
    texts.stream().skip(2).forEach(text -> client.commit(document(text)));
    client.erase("words erased");
    assertEquals(texts, found(here));

    replicas.restart(2);
    until(() -> {
      assertEquals(texts, found(here));
      return texts.equals(found(there));
    });
    replicas.server(0).kill();
    assertEquals(texts, found(there));
    assertEquals(texts, found(here));
    until(() -> isTaken(there, document("words 999")));
    assertEquals(DOCUMENTS + 1, found(here).size());
  }

  private static boolean isTaken(Corpus corpus, Draft draft) {
    var reply = await(corpus.commit(draft.commit(), CorpusClient.of(corpus).call()));
    return reply instanceof Answered<DocumentCommitted>;
  }

  private static Draft document(String text) {
    return Draft.embedded(text, Draft.piece(text, 1, 0));
  }

  /** What is found by words and by what it means, in order; nothing while it is not the same. */
  private static List<String> found(Corpus corpus) {
    var byWords = found(corpus, SearchMode.KEYWORD);
    return byWords.equals(found(corpus, SearchMode.VECTOR)) ? byWords : List.of();
  }

  private static List<String> found(Corpus corpus, SearchMode mode) {
    var reply = await(corpus.findPassages(new FindPassages("docs", "words", Vector.of(1, 0), true,
        mode, 100, Filters.NONE, null, Draft.MODEL), CorpusClient.of(corpus).call()));
    return reply instanceof Answered<PassagesFound>(var found)
        ? CorpusClient.texts(found).stream().sorted().toList()
        : List.of();
  }

  private static void until(BooleanSupplier so) {
    Eventually.holds(so, PATIENCE);
  }
}
