package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.await;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.piece;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Versions.State;
import io.sluice.testservers.Relay;
import io.sluice.testservers.WeaviateServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weaviate.client6.v1.api.collections.Vectors;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import io.weaviate.client6.v1.api.collections.query.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a corpus when its server, or a node that writes to it, fails. */
class WeaviateServerIT {

  private static final StoredVersion NOBODYS = new StoredVersion(
      new Head(Draft.of("stray", "stray words").document(), 1, 0, null, null), "stray words",
      Draft.of("stray", "stray words").commit().passages());

  private static WeaviateServer server;
  private static Vertx vertx;
  private static int tenants;

  private final String tenant = "tenant-" + tenants++;
  private Corpus corpus;
  private CorpusClient client;

  @BeforeAll
  static void start() {
    server = WeaviateServer.start();
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    if (vertx != null) {
      await(vertx.close());
      server.close();
    }
  }

  @BeforeEach
  void open() {
    corpus = node();
    client = CorpusClient.of(corpus).tenant(tenant);
  }

  @AfterEach
  void close() {
    await(corpus.close());
  }

  /** One of those that share the server. */
  private static Corpus node() {
    return await(WeaviateCorpus.open(vertx, config(server.url()),
        new CollectionLocks(vertx, null), _ -> {}));
  }

  private static RetrievalConfig config(String url) {
    return new RetrievalConfig(Path.of("none"), 1, Precision.FULL,
        WeaviateConfig.at(url, server.grpc()),
        FindingRules.defaults(), Map.of());
  }

  /** The collection as the adapter sees it. */
  private WeaviateCollection collection(WeaviateDatabase database) throws IOException {
    return database.collection("docs", client.call());
  }

  @Test
  void severalNodesShareIt() {
    var other = node();
    try {
      var there = new CorpusClient(other, tenant, List.of());
      client.commit(embedded("a", piece("one", 1, 0)).model("new-here"));
      there.commit(embedded("b", piece("two", 1, 0)).model("new-there"));
      client.commit(Draft.of("a", "three").version(2));

      assertEquals(List.of("three", "two"), sorted(there.find("one two three")));
      assertEquals(List.of("three", "two"), sorted(client.find("one two three")));
    } finally {
      await(other.close());
    }
  }

  @Test
  void whoHasReadACollectionBeforeFindsAtOnceWhatAnotherNodeDidSince() {
    var other = node();
    try {
      var there = new CorpusClient(other, tenant, List.of());
      client.commit(Draft.of("a", "first words"));
      for (var round = 2; round < 12; round++) {
        there.find("words");
        there.find("words");
        client.commit(Draft.of("a", "words of round " + round).version(round));
        assertEquals(List.of("words of round " + round), there.find("words"));
        there.find("words");
      }
      answer(corpus.erase(new EraseDocument("docs", "a"), client.call()));
      assertEquals(List.of(), there.find("words"));
    } finally {
      await(other.close());
    }
  }

  @Test
  void severalNodesTakeTurns() throws Exception {
    var other = node();
    try {
      var commits = new ArrayList<Future<?>>();
      for (var i = 0; i < 20; i++) {
        commits.add((i % 2 == 0 ? corpus : other)
            .commit(Draft.of("d" + i, "word " + i).commit(), client.call()));
      }
      commits.forEach(CorpusClient::await);

      var found = client.search(CorpusClient.words("word", 100));
      assertEquals(20, found.hits().size());
      assertTrue(found.epoch() > 20);
    } finally {
      await(other.close());
    }
  }

  @Test
  void aTurnThatWasCutShortIsUndone() throws Exception {
    var epoch = client.commit(Draft.of("a", "lasting words")).epoch();
    try (var database = WeaviateDatabase.open(config(server.url()).weaviate())) {
      var collection = collection(database);
      leaveBehind(collection, epoch + 1);

      assertEquals(List.of("lasting words"), client.find("words"));
      client.commit(Draft.of("b", "more words"));

      assertEquals(List.of("lasting words", "more words"), sorted(client.find("words")));
      refusal(NotFound.class, corpus.findDocument(
          new FindDocument("docs", "stray"), client.call()));
      var left = Filter
          .property(WeaviateSchema.GENERATION).eq("cut-short");
      assertEquals(List.of(), collection.passages().find(left, 10));
      assertEquals(List.of(), collection.parts().find(left, 10));
    }
  }

  @Test
  void aTurnOfWhichOnlyTheLastAnswerWasLostHasTakenPlace() throws Exception {
    client.commit(Draft.of("a", "old words"));
    try (var database = WeaviateDatabase.open(config(server.url()).weaviate())) {
      var turns = new WeaviateTurns(new CollectionLocks(vertx, null), "Sluice", database.vectors(),
          _ -> {});
      var newer = Draft.of("a", "new words").version(2).commit();
      assertThrows(IOException.class,
          () -> turns.take(collection(database), client.call(), turn -> {
            Committing.make(newer, turn);
            throw new IOException("the answer was lost");
          }));

      turns.take(collection(database), client.call(),
          turn -> Committing.make(Draft.of("b", "other words").commit(), turn));

      assertEquals(List.of("new words", "other words"), sorted(client.find("words")));
    }
  }

  /** All that a turn writes, but for the last. */
  private static void leaveBehind(WeaviateCollection collection, long epoch) throws Exception {
    var parts = WeaviateParts.placed(NOBODYS, "cut-short");
    var entry = new WeaviateEntry(NOBODYS.head(), State.ACTIVE,
        "cut-short", parts, collection.parts());
    collection.versions().write(List.of(entry.toWrite(epoch)));
    collection.parts().write(parts.toWrite(NOBODYS, epoch));
    collection.passages().write(WeaviatePassage.all(NOBODYS, "cut-short", epoch));
  }

  @Test
  void aDocumentOfWhichOnePassageIsNotTakenIsNotTaken() throws Exception {
    client.commit(embedded("a", piece("old words", 1, 0)));
    try (var database = WeaviateDatabase.open(config(server.url()).weaviate())) {
      var name = WeaviateNames.vector(new Space("other", 2));
      database.vectors().make(new Space("other", 2));
      // A vector of another length than all that will come.
      collection(database).passages()
          .write(List.of(WeaviateObject.<Map<String, Object>>of(object -> object
              .uuid(WeaviateNames.uuid("odd")).properties(new HashMap<>())
              .vectors(Vectors.of(name, new float[]{1, 0, 0})))));
    }

    var refused = refusal(Unavailable.class, corpus.commit(
        embedded("a", piece("new words", 1, 0)).model("other").version(2).commit(), client.call()));

    assertTrue(refused.message().contains("length"), refused.message());
    assertEquals(List.of("old words"), client.find("words"));
    assertEquals(List.of("1 ACTIVE"), client.states("a"));
    client.commit(Draft.of("a", "third words").version(3));
    assertEquals(List.of("third words"), client.find("words"));
  }

  @Test
  void whatWasErasedIsDeletedAtOnce() throws Exception {
    client.commit(Draft.of("a", "secret"));
    client.commit(Draft.of("a", "secret, again").version(2));
    client.erase("a");

    try (var database = WeaviateDatabase.open(config(server.url()).weaviate())) {
      var collection = collection(database);
      assertEquals(List.of(), collection.versions().all());
      assertEquals(List.of(), collection.parts().all());
      assertEquals(List.of(), collection.passages().all());
    }
  }

  @Test
  void theDeadAreDeletedWhenThereAreMany() throws Exception {
    for (var version = 1; version <= 100; version++) {
      client.commit(Draft.of("a", "text " + version).version(version));
    }
    client.purge("a", 0, Instant.EPOCH);

    try (var database = WeaviateDatabase.open(config(server.url()).weaviate())) {
      var collection = collection(database);
      assertEquals(1, collection.versions().all().size());
      assertEquals(1, collection.passages().all().size());
      assertEquals(List.of("text 100"), client.find("text"));
    }
  }

  @Test
  void documentsAreWholeAfterTheServerWasKilled() throws Exception {
    client.commit(embedded("d0", piece("word one of 0", 1, 0), piece("word two of 0", 0, 1)));
    for (var round = 1; round <= 3; round++) {
      var first = round * 100;
      var commits = IntStream.range(first, first + 30).mapToObj(i -> corpus.commit(
          embedded("d" + i, piece("word one of " + i, 1, i), piece("word two of " + i, i, 1))
              .commit(),
          client.call())).toList();
      await(commits.get(5 * round));
      server.kill();
      var done = commits.stream().map(commit -> commit.otherwiseEmpty()).map(CorpusClient::await)
          .filter(Answered.class::isInstance).count();
      assertTrue(done >= 1, "some were committed before");
      server.run();

      untilAnswered(() -> corpus.findPassages(CorpusClient.words("word", 1), client.call()));
      var listed = client.listed(null, 1_000);
      var found = client.search(CorpusClient.words("word", 1_000)).hits();
      assertEquals(2 * listed.size(), found.size(), "both passages of each document");
      for (var i = 0; i < commits.size(); i++) {
        if (commits.get(i).succeeded() && commits.get(i).result() instanceof Answered) {
          assertTrue(listed.contains("d" + (first + i)), "d" + (first + i) + " was committed");
        }
      }
    }
    assertEquals(1, client.commit(Draft.of("last", "last word")).added());
  }

  @Test
  void isNotOpenedWhereWhatAnswersCannotBeUsed() throws Exception {
    var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      var url = "http://127.0.0.1:" + other.getAddress().getPort();
      var failure = assertThrows(AssertionError.class,
          () -> await(
              WeaviateCorpus.open(vertx, config(url), new CollectionLocks(vertx, null), _ -> {})));

      assertTrue(String.valueOf(failure.getMessage()).contains(url), failure::toString);
      assertThrows(IOException.class, () -> WeaviateDatabase.open(config(url).weaviate()));
    } finally {
      other.stop(0);
    }
  }

  @Test
  void isRefusedWhileItsServerIsAwayAtTheStartAndThereWithIt() throws Exception {
    server.kill();
    var nodes = Stream.generate(() -> await(WeaviateCorpus.open(vertx, new RetrievalConfig(
        Path.of("none"), 1, Precision.FULL,
        new WeaviateConfig(server.url(), server.grpc(), "", "Late" + tenants,
            WeaviateConfig.Consistency.ALL, Duration.ofSeconds(30)),
        FindingRules.defaults(), Map.of()), new CollectionLocks(vertx, null), _ -> {}))).limit(3)
        .toList();
    try {
      for (var node : nodes) {
        var why = refusal(Unavailable.class,
            node.findPassages(CorpusClient.words("word", 1), client.call()));
        assertTrue(why.message().contains("cannot be reached"), why::message);
      }
      server.run();

      for (var node : nodes) {
        untilAnswered(() -> node.commit(Draft.of("a", "word").commit(), client.call()));
        assertEquals(List.of("word"), new CorpusClient(node, tenant, List.of()).find("word"));
      }
    } finally {
      nodes.forEach(node -> await(node.close()));
    }
  }

  @Test
  void connectionsThatLeadNowhereAreReplaced() throws Exception {
    client.commit(Draft.of("a", "word"));
    try (var rest = Relay.to(server.url().substring("http://".length()));
        var grpc = Relay.to(server.grpc())) {
      var far = await(WeaviateCorpus.open(vertx, new RetrievalConfig(Path.of("none"), 1,
          Precision.FULL, WeaviateConfig.at("http://" + rest.address(), grpc.address()),
          FindingRules.defaults(), Map.of()), new CollectionLocks(vertx, null), _ -> {}));
      rest.swallow();
      grpc.swallow();
      Supplier<Reply<?>> hurried = () -> await(far.findPassages(CorpusClient.words("word", 1),
          new CallInfo("hurried", tenant, List.of(), null,
              System.nanoTime() + Duration.ofMillis(500).toNanos(), null)));
      assertInstanceOf(DeadlinePassed.class, ((Refused<?>) hurried.get()).refusal());
      Eventually.holds(() -> hurried.get() instanceof Refused<?>(Unavailable _));

      rest.goOn();
      grpc.goOn();
      Eventually.holds(() -> hurried.get() instanceof Answered);
      await(far.close());
    }
  }

  @Test
  void isRefusedWhileItsServerIsAwayAndThereAgainWithIt() throws Exception {
    client.commit(Draft.of("a", "word"));
    server.kill();

    assertEquals("weaviate", refusal(Unavailable.class,
        corpus.findPassages(CorpusClient.words("word", 1), client.call())).part());
    assertEquals("weaviate", refusal(Unavailable.class,
        corpus.commit(Draft.of("b", "word").commit(), client.call())).part());

    server.run();
    untilAnswered(() -> corpus.findPassages(CorpusClient.words("word", 1), client.call()));
    assertEquals(List.of("word"), client.find("word"));
    DocumentCommitted committed = answer(
        corpus.commit(Draft.of("b", "word").commit(), client.call()));
    assertEquals(1, committed.added());
  }

  private static <A> void untilAnswered(Supplier<Future<Reply<A>>> asking) {
    Eventually.holds(() -> await(asking.get()) instanceof Answered<A>);
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }
}
