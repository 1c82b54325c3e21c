package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.await;
import static io.sluice.retrieval.CorpusClient.refusal;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Copies;
import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Filters;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.SearchMode;
import io.sluice.message.Versions;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.PurgeVersions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class RetrievalVerticleTest {

  private static final FindPassages ONE = new FindPassages("default", "one", null, true,
      SearchMode.HYBRID, 5, Filters.NONE, null, null);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  @TempDir
  private Path folder;
  private Vertx vertx;
  private Bus bus;

  @BeforeEach
  void startBus(Vertx vertx) {
    this.vertx = vertx;
    bus = Bus.on(vertx);
  }

  private String deploy(Path path) {
    return await(
        vertx.deployVerticle(
            new RetrievalVerticle(bus, RetrievalConfig.defaults(path), registry)));
  }

  @Test
  void servesWhatCanBeAskedOfTheCorpus() {
    deploy(folder);
    var draft = Draft.of("a", "one", "two").in("default");

    assertEquals(2,
        answer(bus.ask(Retrieval.COMMIT_DOCUMENT, draft.commit(), call())).added());
    assertAll(
        () -> assertEquals(List.of("one"),
            CorpusClient.texts(answer(bus.ask(Retrieval.FIND_PASSAGES, ONE, call())))),
        () -> assertEquals(draft.document(),
            answer(bus.ask(Retrieval.FIND_VERSION, new FindVersion("default", "a"), call()))
                .document()),
        () -> assertEquals("one\ntwo",
            answer(bus.ask(Retrieval.FIND_DOCUMENT, new FindDocument("default", "a"), call()))
                .text()),
        () -> assertEquals(1, answer(bus.ask(Retrieval.LIST_DOCUMENTS,
            new ListDocuments("default", null, 5, null), call())).documents().size()),
        () -> assertEquals(List.of(new CollectionSummary("default", 1, 2)),
            answer(bus.ask(Retrieval.LIST_COLLECTIONS, new ListCollections(), call()))
                .collections()));
    assertAll(
        () -> assertEquals(1, answer(
            bus.ask(Versions.LIST_VERSIONS, new ListVersions("default", "a"), call())).versions()
            .size()),
        () -> assertEquals(2, answer(
            bus.ask(Versions.OPEN_VERSION, new OpenVersion("default", "a", 1), call())).passages()
            .size()),
        () -> assertEquals(1, answer(
            bus.ask(Versions.ACTIVATE_VERSION, new ActivateVersion("default", "a", 1), call()))
            .previous()),
        () -> assertEquals(List.of(), answer(bus.ask(Versions.PURGE_VERSIONS,
            new PurgeVersions("default", null, 0, Instant.EPOCH), call())).versions()),
        () -> assertEquals(1, answer(bus.ask(Versions.FIND_OUTDATED,
            new FindOutdated("default", "m", "c", null, 5), call())).documents().size()),
        () -> assertEquals(List.of(), answer(bus.ask(Copies.FIND_COPIES,
            new FindCopies("default", "b", Alike.to(1), .8), call())).copies()),
        () -> assertEquals(List.of(), answer(bus.ask(Copies.LIST_LEFT_OUT,
            new ListLeftOut("default", null, 5), call())).documents()),
        () -> assertEquals(List.of(), answer(bus.ask(Copies.CHOOSE_COPY,
            new ChooseCopy("default", "a", .5, List.of("b")), call())).leftOut()));
    assertEquals(2,
        answer(bus.ask(Retrieval.ERASE_DOCUMENT, new EraseDocument("default", "a"), call()))
            .passages());
  }

  @Test
  void searchesAreCountedAndTimedAlsoWhereNothingIsFound() {
    deploy(folder);
    answer(bus.ask(Retrieval.COMMIT_DOCUMENT, Draft.of("a", "one").in("default").commit(), call()));
    answer(bus.ask(Retrieval.FIND_PASSAGES, ONE, call()));
    refusal(NotFound.class, bus.ask(Retrieval.FIND_PASSAGES, new FindPassages("none", "one", null,
        true, SearchMode.HYBRID, 5, Filters.NONE, null, null), call()));

    assertEquals(2, registry.get("rag.search.requests").counter().count());
    assertEquals(2, registry.get("rag.search.latency").timer().count());
  }

  @Test
  void startsAnewWhereItWasStopped() {
    var first = deploy(folder);
    answer(bus.ask(Retrieval.COMMIT_DOCUMENT, Draft.of("a", "one").in("default").commit(), call()));
    await(vertx.undeploy(first));
    refusal(Unavailable.class, bus.ask(Retrieval.FIND_PASSAGES, ONE, call()));

    deploy(folder);

    assertEquals(List.of("one"),
        CorpusClient.texts(answer(bus.ask(Retrieval.FIND_PASSAGES, ONE, call()))));
  }

  @Test
  void doesNotStartWithoutItsFolder() throws Exception {
    var file = Files.createFile(folder.resolve("file"));

    var failure = assertThrows(AssertionError.class, () -> deploy(file));

    assertTrue(String.valueOf(failure.getMessage()).contains(file.toString()));
  }

  private static CallInfo call() {
    return CallInfo.within(Duration.ofSeconds(30), "test");
  }
}
