package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.hash;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Versions.State;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.message.Versions.VersionSummary;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How copies are left out of the search, and come back. */
abstract class LeftOutContract extends CorpusContract {

  @BeforeEach
  void commitTheFirst() {
    client.commit(embedded("a", piece("words of a", 1, 0)));
  }

  private static Draft b() {
    return embedded("b", piece("words of b", 1, .1f));
  }

  private static Draft c() {
    return embedded("c", piece("words of c", 1, .2f));
  }

  private Set<String> searched() {
    var byWords = Set.copyOf(client.find("words"));
    assertEquals(byWords, Set.copyOf(client.near(unit(1, 0), Draft.MODEL)));
    return byWords;
  }

  @Test
  void isTheOneThatComesWhereItSaysSo() {
    client.commit(b().leftOutFor("a"));

    assertEquals(Set.of("words of a"), searched());
    assertEquals(List.of("b for a"), client.leftOut());
    assertEquals(List.of(new VersionSummary(b().document(), 1, State.LEFT_OUT, "a")),
        client.versions("b"));
    assertEquals(List.of("a", "b"), client.listed(null, 10));
    assertEquals("words of b", client.document("b").text());
    assertEquals(List.of(hash("words of b")), client.version("b").passageHashes());
  }

  @Test
  void areThoseThatWereThereWhereTheNewOneSaysSo() {
    client.commit(b());
    client.commit(c().insteadOf("a", "b", "nowhere"));

    assertEquals(Set.of("words of c"), searched());
    assertEquals(List.of("a for c", "b for c"), client.leftOut());
  }

  @Test
  void areListedPageByPage() {
    client.commit(b().leftOutFor("a"));
    client.commit(c().leftOutFor("a"));

    var page = answer(corpus.listLeftOut(new ListLeftOut("docs", "b", 5), call()));
    assertEquals(List.of("c"),
        page.documents().stream().map(left -> left.document().id()).toList());
    refusal(BadRequest.class, corpus.listLeftOut(new ListLeftOut("docs", null, 0), call()));
  }

  @Test
  void areSearchedAgainWhenTheOtherIsErased() {
    client.commit(b().leftOutFor("a"));
    var epoch = client.commit(c().leftOutFor("a")).epoch();

    assertEquals(new DocumentErased(1, epoch + 1, 1, List.of("b", "c")), client.erase("a"));
    assertEquals(Set.of("words of b", "words of c"), searched());
    assertEquals(List.of(), client.leftOut());
  }

  @Test
  void areChosenAgainAmongThoseThatAreAlike() {
    client.commit(b().like(Alike.to(1)).leftOutFor("a"));
    client.commit(c().like(Alike.to(1)).leftOutFor("a"));
    client.commit(embedded("d", piece("words of d", 1, .3f)).like(Alike.to(2)).leftOutFor("a"));
    client.erase("a");

    assertEquals(List.of("b"), chosen("c", "b", "c", "d", "nowhere"));
    assertEquals(List.of("b for c"), client.leftOut());
    assertEquals(Set.of("words of c", "words of d"), searched());
    assertEquals(List.of("b"), client.erase("c").searchedAgain());
  }

  @Test
  void standForNothing() {
    client.commit(b().like(Alike.to(1)));
    client.commit(c().like(Alike.to(1)).leftOutFor("a"));

    assertEquals(List.of(), chosen("c", "b"));
    assertEquals(List.of(), chosen("a", "b"));
    assertEquals(List.of("c for a"), client.leftOut());
    refusal(NotFound.class,
        corpus.chooseCopy(new ChooseCopy("docs", "nowhere", .5, List.of("b")), call()));
    refusal(BadRequest.class,
        corpus.chooseCopy(new ChooseCopy("docs", "b", 1.5, List.of("c")), call()));
  }

  private List<String> chosen(String id, String... among) {
    return answer(corpus.chooseCopy(new ChooseCopy("docs", id, .8, List.of(among)), call()))
        .leftOut();
  }

  @Test
  void areErasedLikeAnyOther() {
    client.commit(b());
    client.commit(b().version(2).leftOutFor("a"));

    var erased = client.erase("b");
    assertEquals(2, erased.versions());
    assertEquals(1, erased.passages());
    assertEquals(List.of(), erased.searchedAgain());
    assertEquals(List.of(), client.leftOut());
  }

  @Test
  void areSearchedWithANewVersionThatIsNoCopy() {
    client.commit(b().leftOutFor("a"));
    client.commit(b().version(2));

    assertEquals(Set.of("words of a", "words of b"), searched());
    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.states("b"));
  }

  @Test
  void areSearchedAgainWhenTheOtherSaysSomethingElse() {
    client.commit(b().leftOutFor("a"));
    client.commit(c().leftOutFor("a"));
    client.commit(embedded("a", piece("other words of a", 1, 0)).version(2).insteadOf("c"));

    assertEquals(Set.of("other words of a", "words of b"), searched());
    assertEquals(List.of("c for a"), client.leftOut());
  }

  @Test
  void areSearchedAgainWhenTheOtherIsRolledBack() {
    client.commit(embedded("a", piece("new words of a", 1, 0)).version(2));
    client.commit(b().leftOutFor("a"));
    client.activate("a", 1);

    assertEquals(Set.of("words of a", "words of b"), searched());
  }

  @Test
  void stayLeftOutWhenTheOtherIsEmbeddedAnew() {
    client.commit(b().leftOutFor("a"));
    client.commit(embedded("a", piece("words of a", 1, 0)).chunking("other"));

    assertEquals(Set.of("words of a"), searched());
    assertEquals(List.of("b for a"), client.leftOut());
  }

  @Test
  void stayLeftOutWhenTheyAreEmbeddedAnew() {
    client.commit(b().leftOutFor("a"));
    client.commit(b().chunking("other"));

    assertEquals(Set.of("words of a"), searched());
    assertEquals("other", client.version("b").document().chunking());
    client.erase("a");
    assertEquals(Set.of("words of b"), searched());
  }

  @Test
  void areSearchedAgainWhenTheyAreActivated() {
    var epoch = client.commit(b().leftOutFor("a")).epoch();

    assertEquals(new VersionActivated(1, 1, 1, 0, epoch + 1), client.activate("b", 1));
    assertEquals(Set.of("words of a", "words of b"), searched());
    assertEquals(new VersionActivated(1, 1, 0, 0, epoch + 1), client.activate("b", 1));
  }

  @Test
  void areSearchedAgainByAnEarlierVersion() {
    client.commit(embedded("b", piece("early words", 1, .1f)));
    client.commit(b().version(2).leftOutFor("a"));

    assertEquals(1, client.activate("b", 1).added());
    assertEquals(Set.of("words of a", "early words"), searched());
    assertEquals(List.of("2 KEPT", "1 ACTIVE"), client.states("b"));
    client.activate("b", 2);
    assertEquals(Set.of("words of a", "words of b"), searched());
  }

  @Test
  void stayActivatedWhenTheyAreEmbeddedAnew() {
    client.commit(b().leftOutFor("a"));
    client.activate("b", 1);
    client.commit(b().chunking("other").leftOutFor("a"));

    assertEquals(Set.of("words of a", "words of b"), searched());
  }

  @Test
  void changePlacesWithTheOther() {
    client.commit(b().leftOutFor("a"));
    client.commit(b().version(2).insteadOf("a"));

    assertEquals(Set.of("words of b"), searched());
    assertEquals(List.of("a for b"), client.leftOut());
    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.states("b"));
  }

  @Test
  void changePlacesWithTheOtherByItsNewVersion() {
    client.commit(b().leftOutFor("a"));
    client.commit(embedded("a", piece("words of b", 1, 0)).version(2).leftOutFor("b"));

    assertEquals(Set.of("words of b"), searched());
    assertEquals(List.of("a for b"), client.leftOut());
  }

  @Test
  void comeBackWhenTheOtherIsLeftOutForAThirdThatIsNotSaidToBeLikeThem() {
    client.commit(b().insteadOf("a"));
    client.commit(c().insteadOf("b"));

    assertEquals(Set.of("words of a", "words of c"), searched());
    assertEquals(List.of("b for c"), client.leftOut());
  }

  @Test
  void followToAThirdThatIsSaidToBeLikeThem() {
    client.commit(b().insteadOf("a"));
    client.commit(c().insteadOf("b", "a"));

    assertEquals(Set.of("words of c"), searched());
    assertEquals(List.of("a for c", "b for c"), client.leftOut());
    assertEquals(List.of("a", "b"), client.erase("c").searchedAgain());
    assertEquals(Set.of("words of a", "words of b"), searched());
  }

  @Test
  void comeBackWhenANewVersionOfTheOtherIsLeftOutItself() {
    client.commit(b());
    client.commit(c().leftOutFor("b"));
    client.commit(b().version(2).leftOutFor("a"));

    assertEquals(Set.of("words of a", "words of c"), searched());
    assertEquals(List.of("b for a"), client.leftOut());
  }

  @Test
  void areSearchedWhereTheOtherIsNot() {
    client.commit(b().leftOutFor("a"));
    client.commit(c().leftOutFor("b"));
    client.commit(embedded("d", piece("words of d", 1, 0)).leftOutFor("nowhere"));

    assertEquals(Set.of("words of a", "words of c", "words of d"), searched());
  }

  @Test
  void moveToAnotherThatNamesThem() {
    client.commit(b().leftOutFor("a"));
    client.commit(c().insteadOf("b"));

    assertEquals(Set.of("words of a", "words of c"), searched());
    assertEquals(List.of("b for c"), client.leftOut());
    assertEquals(List.of(), client.erase("a").searchedAgain());
  }

  @Test
  void areNotChangedByALateTwin() {
    client.commit(b().version(2));
    client.commit(b().version(1).insteadOf("a"));
    client.commit(b().version(2).leftOutFor("a"));

    assertEquals(Set.of("words of a", "words of b"), searched());
  }

  @Test
  void areNeverLeftOutForThemselves() {
    assertEquals("leftOutFor", refusal(BadRequest.class,
        corpus.commit(b().leftOutFor("b").commit(), call())).param());
    assertEquals("insteadOf", refusal(BadRequest.class,
        corpus.commit(b().insteadOf("b").commit(), call())).param());
    assertEquals("insteadOf", refusal(BadRequest.class,
        corpus.commit(b().leftOutFor("a").insteadOf("c").commit(), call())).param());
  }

  @Test
  void surviveReopening() {
    client.commit(b().leftOutFor("a"));
    reopen();
    assertEquals(Set.of("words of a"), searched());
    assertEquals(List.of("b for a"), client.leftOut());

    client.erase("a");
    reopen();
    assertEquals(Set.of("words of b"), searched());
  }
}
