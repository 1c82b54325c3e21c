package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.await;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.words;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Filters;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.PurgeVersions;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How collections come into being and what is told of them. */
abstract class CollectionsContract extends CorpusContract {

  @Test
  void comeIntoBeingWithTheirFirstCommit() {
    assertEquals(List.of(), client.collections());
    client.commit(Draft.of("a", "one", "two").in("Hand.book"));
    client.commit(Draft.of("b", "three").in("Hand.book"));
    client.commit(Draft.of("a", "one"));

    assertEquals(
        List.of(new CollectionSummary("Hand.book", 2, 3), new CollectionSummary("docs", 1, 1)),
        client.collections());
  }

  @Test
  void doNotComeIntoBeingByACommitThatIsRefused() {
    refusal(BadRequest.class, corpus.commit(embedded("a", piece("x")).commit(), call()));

    assertEquals(List.of(), client.collections());
    assertEquals("collection",
        refusal(NotFound.class, corpus.findPassages(words("x", 10), call())).param());
  }

  @Test
  void areNotFoundWhereThereAreNone() {
    assertAll(List.<Future<?>>of(corpus.findPassages(words("x", 10), call()),
        corpus.findDocument(new FindDocument("docs", "a"), call()),
        corpus.findVersion(new FindVersion("docs", "a"), call()),
        corpus.listDocuments(new ListDocuments("docs", null, 5, null), call()),
        corpus.listVersions(new ListVersions("docs", "a"), call()),
        corpus.openVersion(new OpenVersion("docs", "a", 1), call()),
        corpus.activate(new ActivateVersion("docs", "a", 1), call()),
        corpus.purge(new PurgeVersions("docs", null, 0, Instant.EPOCH), call()),
        corpus.findOutdated(new FindOutdated("docs", "m", "c", null, 5), call()),
        corpus.listLeftOut(new ListLeftOut("docs", null, 5), call()),
        corpus.chooseCopy(new ChooseCopy("docs", "a", .5, List.of("b")), call()),
        corpus.erase(new EraseDocument("docs", "a"), call())).stream()
        .map(future -> () -> assertTrue(
            String.valueOf(await(future)).contains("param=collection"),
            () -> "" + await(future))));
  }

  @Test
  void calledDefaultAreEmptyBeforeTheirFirstCommit() {
    var nothing = answer(corpus.findPassages(new FindPassages("default", "x", unit(1, 0), true,
        SearchMode.HYBRID, 5, Filters.NONE, null, Draft.MODEL), call()));

    assertEquals(new PassagesFound(List.of(), 0, 0), nothing);
    assertEquals(List.of(),
        answer(corpus.listDocuments(new ListDocuments("default", null, 5, null), call()))
            .documents());
  }

  @Test
  void countWhatIsLeftOutAsADocumentWithoutPassages() {
    client.commit(Draft.of("a", "one", "two"));
    client.commit(Draft.of("b", "one", "two").leftOutFor("a"));
    client.commit(Draft.of("a", "three").version(2));

    assertEquals(List.of(new CollectionSummary("docs", 2, 3)), client.collections());
  }

  @Test
  void haveNoCopiesBeforeTheyExist() {
    assertEquals(List.of(), client.copies("a", Alike.to(1), .5));
    refusal(BadRequest.class,
        corpus.findCopies(new FindCopies("../x", "a", Alike.to(1), .5), call()));
  }
}
