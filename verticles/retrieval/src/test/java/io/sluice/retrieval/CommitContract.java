package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.words;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.hash;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Passage;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.SearchMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of committing a document. */
abstract class CommitContract extends CorpusContract {

  @Test
  void makesPassagesFindable() {
    client.commit(Draft.of("a", "Holidays are booked in advance."));

    assertEquals(List.of("Holidays are booked in advance."), client.find("holidays"));
  }

  @Test
  void keepsAllOfTheDocument() {
    var draft = Draft.of("a", "one", "two").title("Rules").tags("hr", "a").acl("ann", "bob")
        .author("김영희").chunking("256").source("https://example.com/a")
        .date(LocalDate.of(2020, 2, 29));
    client.commit(draft);

    assertEquals(new DocumentFound(draft.document(), "one\ntwo", 2),
        client.as("bob").document("a"));
  }

  @Test
  void keepsAllOfAPassage() {
    client.commit(Draft.of("a", "first words", "😀 second words").title("Rules").version(7));

    var found = client.hits("second").getFirst().passage();
    assertEquals(new Passage("a", 7, found.id(), "Rules", List.of("Part", "Section"), "en",
        "😀 second words", 12, 27, hash("😀 second words"), null), found);
    assertEquals(found.text(), "first words\n😀 second words".substring(12, 27));
  }

  @Test
  void keepsThePageOfAPassage() {
    client.commit(Draft.of("a", "first words", "second words").inPages());
    client.commit(Draft.of("b", "third words"));

    assertEquals(2, client.hits("second").getFirst().passage().page());
    assertNull(client.hits("third").getFirst().passage().page());
  }

  @Test
  void replacesTheVersionBefore() {
    client.commit(Draft.of("a", "the old rule", "a lasting rule"));
    client.commit(Draft.of("a", "a lasting rule", "the new rule").version(2));

    assertEquals(List.of("a lasting rule", "the new rule"),
        client.find("rule").stream().sorted().toList());
    assertEquals(List.of(), client.find("old"));
    assertEquals(2, client.hits("lasting").getFirst().passage().version());
  }

  @Test
  void countsWhatIsAddedReusedAndRemoved() {
    client.commit(Draft.of("a", "one", "two", "two", "three"));
    var second = client.commit(Draft.of("a", "two", "three", "four", "five", "six").version(2));

    assertEquals(new DocumentCommitted(5, 3, 2, 2, second.epoch()), second);
  }

  @Test
  void doesNothingTheSecondTime() {
    var first = client.commit(Draft.of("a", "one", "two"));
    var again = client.commit(Draft.of("a", "one", "two"));

    assertEquals(new DocumentCommitted(2, 0, 2, 0, first.epoch()), again);
    assertEquals(2, client.find("one two").size());
  }

  @Test
  void ignoresTheSameVersionWithAnotherContent() {
    var first = client.commit(Draft.of("a", "the first"));
    var twin = client.commit(Draft.of("a", "the twin", "and more").chunking("other"));

    assertEquals(new DocumentCommitted(1, 0, 1, 0, first.epoch(), true), twin);
    assertEquals(List.of(), client.find("twin"));
  }

  @Test
  void takesTheSameContentInOtherPassages() {
    client.commit(Draft.of("a", "cut here", "cut there").content("same").chunking("small"));
    client.commit(Draft.of("a", "cut here and there").content("same").chunking("large"));

    assertEquals(List.of("cut here and there"), client.find("cut"));
    assertEquals("large", client.version("a").document().chunking());
    assertEquals(List.of("1 ACTIVE"), client.states("a"));
  }

  @Test
  void ignoresAVersionThatWasOvertaken() {
    var newer = client.commit(Draft.of("a", "the third", "and more").version(3));
    var late = client.commit(Draft.of("a", "the second").version(2));

    assertEquals(new DocumentCommitted(2, 0, 2, 0, newer.epoch(), true), late);
    assertEquals(3, client.version("a").document().version());
    assertEquals(List.of(), client.find("second"));
  }

  @Test
  void saysNothingOfAVersionThatIsThereAndIsOvertaken() {
    client.commit(Draft.of("a", "the first"));
    var newer = client.commit(Draft.of("a", "the second").version(2));

    assertEquals(new DocumentCommitted(1, 0, 1, 0, newer.epoch()),
        client.commit(Draft.of("a", "the first")));
    assertEquals(new DocumentCommitted(1, 0, 1, 0, newer.epoch(), true),
        client.commit(Draft.of("a", "the first").acl("ann")));
  }

  @Test
  void growsTheEpochOfItsCollectionAlone() {
    var first = client.commit(Draft.of("a", "one")).epoch();
    client.commit(Draft.of("a", "other").in("elsewhere"));
    var second = client.commit(Draft.of("b", "two")).epoch();

    assertEquals(first + 1, second);
    assertEquals(second, client.search(words("one", 10)).epoch());
  }

  @Test
  void takesADocumentWithoutPassages() {
    assertEquals(0, client.commit(Draft.of("a")).total());
    assertEquals(0, client.document("a").passages());
  }

  @Test
  void tellsThePassageHashesInTheirOrder() {
    client.commit(Draft.of("a", "z", "y", "z"));

    assertEquals(List.of(hash("z"), hash("y"), hash("z")), client.version("a").passageHashes());
  }

  @Test
  void givesAPassageTheSameIdInEachVersionAndAnyOtherADifferentOne() {
    client.commit(Draft.of("a", "same words", "same words"));
    var before = ids("same words");
    client.commit(Draft.of("a", "new words", "same words", "same words").version(2));
    client.commit(Draft.of("b", "same words"));

    var after = ids("same words");
    assertTrue(after.containsAll(before));
    assertEquals(4, after.stream().distinct().count());
  }

  private List<String> ids(String query) {
    return client.hits(query).stream().map(hit -> hit.passage().id()).toList();
  }

  @Test
  void survivesReopening() {
    var epoch = client.commit(embedded("a", piece("lasting", 1, 0))).epoch();
    reopen();

    assertEquals(List.of("lasting"), client.find("", unit(1, 0), SearchMode.VECTOR, null));
    assertEquals(epoch + 1, client.commit(Draft.of("b", "more")).epoch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../docs", "a/b", "a\\b", "-a", "한글", "a b", "a\0b"})
  void refusesACollectionWithABadName(String name) {
    var refused = refusal(BadRequest.class,
        corpus.commit(Draft.of("a", "text").in(name).commit(), call()));

    assertEquals("collection", refused.param());
  }

  @Test
  void tellsCollectionsApartThatDifferInCase() {
    client.commit(Draft.of("a", "lower").in("docs"));
    client.commit(Draft.of("a", "upper").in("DOCS"));

    assertEquals(List.of("lower"), client.find("lower upper"));
  }

  @Test
  void refusesPassagesOutsideOfTheText() {
    var good = Draft.of("a", "some text").commit();
    var bad = new CommitDocument(good.document(), "short", good.passages());

    assertEquals("passages[0]",
        refusal(BadRequest.class, corpus.commit(bad, call())).param());
  }

  @Test
  void refusesTermsThatAreTooLong() {
    assertEquals("document.tags", refused(Draft.of("a", "x").tags("t".repeat(40_000))));
    assertEquals("document.author", refused(Draft.of("a", "x").author("a".repeat(40_000))));
    assertEquals("document.source", refused(Draft.of("a", "x").source("s".repeat(40_000))));
    assertEquals("document.chunking", refused(Draft.of("a", "x").chunking("c".repeat(40_000))));
    assertEquals("document.embeddingModel",
        refused(Draft.of("a", "x").model("m".repeat(40_000))));
  }

  @Test
  void takesTextsThatAreLong() {
    client.commit(Draft.of("a", "w".repeat(40_000)).title("긴 제목 ".repeat(20_000))
        .author("저".repeat(8_000)).source("원".repeat(8_000)));

    assertEquals(List.of("a"), client.named("긴 제목"));
  }

  private @Nullable String refused(Draft draft) {
    return refusal(BadRequest.class, corpus.commit(draft.commit(), call())).param();
  }
}
