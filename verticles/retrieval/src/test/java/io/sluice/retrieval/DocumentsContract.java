package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.Draft.korean;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.TakenIn;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is known of documents and how they are listed and erased. */
abstract class DocumentsContract extends CorpusContract {

  @Test
  void areListedByIdPageByPage() {
    for (var id : List.of("delta", "alpha", "가나", "bravo", "charlie")) {
      client.commit(Draft.of(id, "text of " + id));
    }

    assertEquals(List.of("alpha", "bravo"), client.listed(null, 2));
    assertEquals(List.of("charlie", "delta"), client.listed("bravo", 2));
    assertEquals(List.of("가나"), client.listed("delta", 2));
    assertEquals(List.of(), client.listed("가나", 2));
  }

  @Test
  void areListedWithTheirPassages() {
    var draft = Draft.of("a", "one", "two");
    client.commit(draft);

    var listed = answer(
        corpus.listDocuments(new ListDocuments("docs", null, 5, null), call()));
    assertEquals(List.of(new DocumentSummary(draft.document(), 2)), listed.documents());
  }

  @Test
  void areNotFoundWhereThereAreNone() {
    client.commit(Draft.of("a", "one"));

    assertEquals("document",
        refusal(NotFound.class,
            corpus.findDocument(new FindDocument("docs", "b"), call())).param());
    assertEquals("document",
        refusal(NotFound.class, corpus.findVersion(new FindVersion("docs", "b"), call()))
            .param());
    assertEquals("document",
        refusal(NotFound.class, corpus.erase(new EraseDocument("docs", "b"), call()))
            .param());
  }

  @Test
  void areErasedWithAllTheirPassages() {
    client.commit(Draft.of("a", "secret one", "secret two"));
    var before = client.commit(Draft.of("b", "secret three")).epoch();

    assertEquals(new DocumentErased(2, before + 1, 1, List.of()), client.erase("a"));
    assertEquals(List.of("secret three"), client.find("secret"));
    assertEquals(List.of("b"), client.listed(null, 10));
  }

  @Test
  void areErasedOnlyIfTheyAreStillWhatIsMeant() {
    var moment = Instant.parse("2026-01-02T00:00:00Z");
    client.commit(Draft.of("a", "same").content("h").ingestedAt(moment));

    assertStays(new TakenIn("other", moment));
    assertStays(new TakenIn("h", moment.minusMillis(1)));
    answer(corpus.erase(new EraseDocument("docs", "a", new TakenIn("h", moment)), call()));
    assertEquals(List.of(), client.listed(null, 10));
  }

  @Test
  void areErasedInThoseVersionsAloneThatAreMeant() {
    var moment = Instant.parse("2026-01-02T00:00:00Z");
    var later = moment.plusSeconds(9);
    client.commit(Draft.of("a", "other one").ingestedAt(later));
    client.commit(Draft.of("a", "other two", "both").version(2).ingestedAt(later));
    client.commit(Draft.of("a", "meant", "both").version(3).content("h").ingestedAt(moment));
    var erased = answer(corpus.erase(
        new EraseDocument("docs", "a", new TakenIn("h", moment)), call()));

    assertEquals(new DocumentErased(1, erased.epoch(), 1, List.of(), 2, 1), erased);
    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.states("a"));
    assertEquals(List.of("other two"), client.find("other meant"));

    client.commit(Draft.of("a", "meant").version(3).content("h").ingestedAt(moment));
    client.commit(Draft.of("a", "other four").version(4).ingestedAt(later));
    erased = answer(corpus.erase(
        new EraseDocument("docs", "a", new TakenIn("h", moment)), call()));
    assertEquals(new DocumentErased(0, erased.epoch(), 1, List.of(), 4, 0), erased);
    assertEquals(List.of("4 ACTIVE", "2 KEPT", "1 KEPT"), client.states("a"));
    assertEquals(List.of("other four"), client.find("other meant"));
  }

  private void assertStays(TakenIn only) {
    refusal(NotFound.class, corpus.erase(new EraseDocument("docs", "a", only), call()));
    assertEquals(List.of("same"), client.find("same"));
  }

  @Test
  void mayComeBackAfterTheyWereErased() {
    client.commit(Draft.of("a", "old").version(5));
    client.erase("a");

    assertEquals(1, client.commit(Draft.of("a", "old")).added());
  }

  @Test
  void areNotListedInPagesOfNothing() {
    assertEquals("limit", refusal(BadRequest.class,
        corpus.listDocuments(new ListDocuments("default", null, 0, null), call()))
        .param());
  }

  @Test
  void areFoundByTheWordsOfTheirTitles() {
    client.commit(Draft.of("a", "x").title("Parental Leave and Holidays"));
    client.commit(Draft.of("b", "x").title("Leave of absence"));

    assertEquals(List.of("a"), client.named("holiday leave"));
    assertEquals(List.of("a", "b"), client.named("LEAVE"));
    assertEquals(List.of("a"), client.named("leave paren"));
    assertEquals(List.of(), client.named("leave parking"));
  }

  @Test
  void areFoundByPiecesOfTheirIds() {
    client.commit(Draft.of("handbook/HR-2024_v1.md", "x").title("Rules"));
    client.commit(Draft.of("handbook/it.md", "x").title("Rules"));

    assertEquals(List.of("handbook/HR-2024_v1.md"), client.named("hr-2024"));
    assertEquals(List.of("handbook/HR-2024_v1.md"), client.named("Book/hr rules"));
    assertEquals(2, client.named("handbook/").size());
  }

  @Test
  void areFoundByKoreanWordsAndPiecesOfThem() {
    client.commit(korean("a", "x").title("연차휴가 관리 규정"));
    client.commit(Draft.of("휴가-신청서", "x").title("양식"));

    assertEquals(List.of("a"), client.named("휴가를 관리"));
    assertEquals(List.of("a", "휴가-신청서"), client.named("휴가"));
    assertEquals(List.of("a"), client.named("차휴"));
    assertEquals(List.of("휴가-신청서"),
        client.named(Normalizer.normalize("신청서", Normalizer.Form.NFD)));
  }

  @Test
  void areFoundByNameOnlyWhereTheyMayBeSeen() {
    client.commit(Draft.of("a", "x").title("Plan").acl("ann"));

    assertEquals(List.of(), client.named("plan"));
    assertEquals(List.of("a"), client.as("ann").named("plan"));
  }

  @Test
  void areFoundByNamePageByPage() {
    for (var id : List.of("plan-a", "note", "plan-b", "plan-c")) {
      client.commit(Draft.of(id, "x"));
    }

    var page = answer(
        corpus.listDocuments(new ListDocuments("docs", "plan-a", 1, "plan"), call()));
    assertEquals("plan-b", page.documents().getFirst().document().id());
    assertEquals(1, page.documents().size());
  }

  @ParameterizedTest
  @FieldSource("io.sluice.retrieval.OddQueriesContract#ODD_QUERIES")
  void takeAnyNameForWords(String query) {
    client.commit(Draft.of("a", "x").title("plain words"));

    assertNotNull(client.named(query));
  }

  @Test
  void areNotFoundByTheSyntaxOfASearch() {
    client.commit(Draft.of("a", "x").title("what? a*b \\ c"));

    assertEquals(List.of("a"), client.named("a*b"));
    assertEquals(List.of("a"), client.named("what?"));
    assertEquals(List.of("a"), client.named("\\"));
    assertEquals(List.of(), client.named("w*t"));
    assertEquals(List.of(), client.named("w?at"));
  }
}
