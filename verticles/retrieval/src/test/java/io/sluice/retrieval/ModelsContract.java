package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.texts;
import static io.sluice.retrieval.CorpusClient.words;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Filters;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.retrieval.Draft.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What comes of vectors, of one model and of several beside each other. */
abstract class ModelsContract extends CorpusContract {

  @Test
  void areTakenFromTheActiveVersionWhereLeftOut() {
    client.commit(embedded("a", piece("east", 1, 0), piece("north", 0, 1)));
    client.commit(embedded("a", piece("new", -1, 0), piece("north"), piece("east")).version(2));

    assertEquals(List.of("north", "east", "new"),
        client.find("", unit(.5f, 1), SearchMode.VECTOR, null));
  }

  @Test
  void areMissedWhereNobodyHasThem() {
    client.commit(embedded("a", piece("east", 1, 0)));

    refusal(BadRequest.class, corpus
        .commit(embedded("a", piece("unheard of")).version(2).commit(), call()));
    assertEquals(1, client.version("a").document().version());
  }

  @Test
  void ofAnotherModelAreNotReused() {
    client.commit(embedded("a", piece("east", 1, 0)));

    refusal(BadRequest.class,
        corpus.commit(embedded("a", piece("east")).model("newer").version(2).commit(),
            client.call()));
  }

  @Test
  void underAnotherTitleAreNotReused() {
    client.commit(embedded("a", piece("east", 1, 0)).title("Old title"));

    var renamed = embedded("a", piece("east")).title("New title").version(2);
    refusal(BadRequest.class, corpus.commit(renamed.commit(), call()));
  }

  @Test
  void ofADocumentThatIsLeftOutAreReused() {
    client.commit(embedded("b", piece("other", 0, 1)));
    client.commit(embedded("a", piece("east", 1, 0)).leftOutFor("b"));
    client.commit(embedded("a", piece("east"), piece("new", 0, 1)).version(2));

    assertEquals("east", client.near(unit(1, 0), Draft.MODEL).getFirst());
  }

  @Test
  void ofMixedDimensionsInOneDocumentAreRefused() {
    refusal(BadRequest.class, corpus
        .commit(embedded("a", piece("x", 1, 0), piece("y", 1, 0, 0)).commit(), call()));
  }

  @Test
  void ofManyDimensionsAreTaken() {
    var large = new float[3072];
    large[3071] = 1;
    client.commit(embedded("a", piece("large", large)));

    assertEquals(List.of("large"), client.find("", unit(large), SearchMode.VECTOR, null));
  }

  @ParameterizedTest
  @FieldSource("io.sluice.retrieval.ModelsContract#BAD_VECTORS")
  void thatAreNoDirectionsAreRefused(Vector bad) {
    var draft = embedded("a", new Piece("x", bad));
    refusal(BadRequest.class, corpus.commit(draft.commit(), call()));
    client.commit(Draft.of("b", "x"));
    refusal(BadRequest.class, corpus.findPassages(new FindPassages("docs", "x", bad, true,
        SearchMode.HYBRID, 5, Filters.NONE, null, Draft.MODEL), call()));
  }

  @Test
  void areNotNeeded() {
    client.commit(Draft.of("a", "words alone"));

    assertEquals(List.of("words alone"),
        client.find("words", unit(1, 0), SearchMode.HYBRID, null));
  }

  @Test
  void ofAQueryComeWithTheirModel() {
    client.commit(embedded("a", piece("east", 1, 0)));

    assertEquals("vectorModel",
        refusal(BadRequest.class, corpus.findPassages(new FindPassages("docs", "east", unit(1, 0),
            true, SearchMode.HYBRID, 5, Filters.NONE, null, null), call())).param());
  }

  @Test
  void ofTwoModelsAreNeverCompared() {
    client.commit(embedded("a", piece("old", 1, 0)).model("old"));
    client.commit(embedded("b", piece("new", 1, 0)).model("new"));

    assertEquals(List.of("old"), client.near(unit(1, 0), "old"));
    assertEquals(List.of("new"), client.near(unit(1, 0), "new"));
    assertEquals(List.of(), client.near(unit(1, 0), "none"));
  }

  @Test
  void ofTwoDimensionsAreNeverCompared() {
    client.commit(embedded("a", piece("flat", 1, 0)));
    client.commit(embedded("b", piece("deep", 1, 0, 0)));

    assertEquals(List.of("flat"), client.near(unit(1, 0), Draft.MODEL));
    assertEquals(List.of("deep"), client.near(unit(1, 0, 0), Draft.MODEL));
    assertEquals(1, client.near(unit(1, 0), Draft.MODEL, "").otherModel());
  }

  @Test
  void ofAnotherModelStillLeaveTheWordsToFind() {
    client.commit(embedded("a", piece("words of the old", 1, 0)).model("old"));
    client.commit(embedded("b", piece("of the new", 1, 0)).model("new"));

    assertEquals(List.of("words of the old", "of the new"),
        texts(client.near(unit(1, 0), "new", "words")).stream().sorted().toList().reversed());
  }

  @Test
  void ofAnotherModelAreCounted() {
    client.commit(embedded("a", piece("one", 1, 0), piece("two", 0, 1)).model("old"));
    client.commit(embedded("b", piece("three", 1, 0)).model("older"));
    client.commit(embedded("c", piece("four", 1, 0)).model("new"));
    client.commit(Draft.of("d", "no vectors at all"));
    client.commit(embedded("e", piece("secret", 1, 0)).model("old").acl("ann"));
    client.commit(embedded("f", piece("copy", 1, 0)).model("old").leftOutFor("c"));

    assertEquals(2, client.near(unit(1, 0), "new", "").otherModel());
    assertEquals(3, client.as("ann").near(unit(1, 0), "new", "").otherModel());
    assertEquals(2, client.as("bob").near(unit(1, 0), "new", "").otherModel());
    assertEquals(0, client.search(words("four", 5)).otherModel() == null ? 0 : 1);
  }

  @Test
  void areCountedAnewAfterEachCommit() {
    client.commit(embedded("a", piece("one", 1, 0)).model("old").content("same"));
    assertEquals(1, client.near(unit(1, 0), "new", "").otherModel());
    client.commit(embedded("a", piece("one", 1, 0)).model("new").content("same"));

    assertEquals(0, client.near(unit(1, 0), "new", "").otherModel());
  }

  @Test
  void areReplacedWhereTheyAreWhenTheModelChanges() {
    client.commit(embedded("a", piece("zero", 0, 1)).model("old"));
    client.commit(embedded("a", piece("one", 1, 0)).model("old").version(2));
    client.activate("a", 1);
    var renewed = client.commit(embedded("a", piece("zero", 0, 1, 0)).model("new"));

    assertEquals(new DocumentCommitted(1, 0, 1, 0, renewed.epoch()), renewed);
    assertEquals(List.of("zero"), client.near(unit(0, 1, 0), "new"));
    assertEquals(List.of(), client.near(unit(0, 1), "old"));
    assertEquals(List.of("2 KEPT", "1 ACTIVE"), client.states("a"));
  }

  @Test
  void ofAVersionThatWasRolledBackAreNotReplaced() {
    client.commit(embedded("a", piece("one", 1, 0)).model("old"));
    client.commit(embedded("a", piece("two", 1, 0)).model("old").version(2));
    client.activate("a", 1);
    var late = client.commit(embedded("a", piece("two", 1, 0)).model("new").version(2));

    assertEquals(0, late.added());
    assertEquals(List.of("one"), client.near(unit(1, 0), "old"));
    assertEquals("old", client.versions("a").getFirst().document().embeddingModel());
  }

  @Test
  void areAsTheyWereAfterMovingToAnotherModelAndBack() {
    client.commit(embedded("a", piece("one", .6f, .8f)).model("old"));
    client.commit(embedded("a", piece("one", 1, 0, 0)).model("new").version(2));
    client.activate("a", 1);

    var hit = client.near(unit(.6f, .8f), "old", "").hits().getFirst();
    assertEquals(1, requireNonNull(hit.legs().vector()), 1e-6);
    assertEquals(List.of(), client.near(unit(1, 0, 0), "new"));
  }

  @Test
  void thatAreOutdatedAreListed() {
    client.commit(embedded("a", piece("one", 1, 0)).model("new").chunking("256"));
    client.commit(embedded("b", piece("one", 1, 0)).model("old").chunking("256"));
    client.commit(embedded("c", piece("one", 1, 0)).model("new").chunking("512"));
    client.commit(embedded("d", piece("one", 1, 0)).model("new"));
    client.commit(Draft.of("e", "one").chunking("256").acl("ann"));
    client.commit(embedded("f", piece("one", 1, 0)).model("old").chunking("256").leftOutFor("a"));

    assertEquals(List.of("b", "c", "d", "e", "f"), client.outdated("new", "256"));
  }

  @Test
  void thatAreOutdatedAreListedOnlyForTheCurrentVersion() {
    client.commit(embedded("a", piece("one", 1, 0)).model("old").chunking("256"));
    client.commit(embedded("a", piece("two", 1, 0)).model("new").chunking("256").version(2));
    assertEquals(List.of(), client.outdated("new", "256"));

    client.activate("a", 1);
    assertEquals(List.of("a"), client.outdated("new", "256"));
  }

  @Test
  void thatAreOutdatedAreListedPageByPage() {
    for (var id : List.of("c", "a", "b")) {
      client.commit(embedded(id, piece("one", 1, 0)));
    }

    var page = answer(
        corpus.findOutdated(new FindOutdated("docs", "new", "256", "a", 1), call()));
    assertEquals(List.of("b"), page.documents().stream().map(document -> document.id()).toList());
    refusal(BadRequest.class,
        corpus.findOutdated(new FindOutdated("docs", "new", "256", null, 0), call()));
  }

  static final List<Vector> BAD_VECTORS = List.of(Vector.of(), Vector.of(0, 0), Vector.of(3, 4),
      Vector.of(Float.NaN, 1), Vector.of(Float.POSITIVE_INFINITY, 0), Vector.of(new float[5000]));
}
