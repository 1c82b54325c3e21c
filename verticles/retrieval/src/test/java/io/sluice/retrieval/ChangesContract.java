package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.Draft.hash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.CorpusEvent.DocumentChange;
import io.sluice.message.Versions.PurgeVersions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of changes to those who remember what was found. */
abstract class ChangesContract extends CorpusContract {

  private List<DocumentChange> latest() {
    return told.stream().reduce((_, second) -> second).orElseThrow().documents().stream()
        .sorted(Comparator.comparing(DocumentChange::document)).toList();
  }

  private static List<String> hashes(String... texts) {
    return Stream.of(texts).map(Draft::hash).toList();
  }

  @Test
  void aDocumentThatComesIsAddedAsAWhole() {
    client.commit(Draft.of("a", "one", "two"));

    assertEquals(List.of(new DocumentChange("a", List.of(), hashes("one", "two"))), latest());
  }

  @Test
  void ofANewVersionOnlyWhatDiffersIsTold() {
    client.commit(Draft.of("a", "one", "two", "three"));
    client.commit(Draft.of("a", "one", "2", "three").version(2));

    assertEquals(List.of(new DocumentChange("a", hashes("two"), hashes("2"))), latest());
  }

  @Test
  void whereOthersMaySeeItAllOfItIsTold() {
    client.commit(Draft.of("a", "one", "two"));
    client.commit(Draft.of("a", "one", "2").version(2).acl("hr"));

    assertEquals(List.of(new DocumentChange("a", hashes("one", "two"), hashes("one", "2"))),
        latest());
  }

  @Test
  void whereItsTitleChangesAllOfItIsTold() {
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("a", "one").version(2).title("Another"));

    assertEquals(List.of(new DocumentChange("a", hashes("one"), hashes("one"))), latest());
  }

  @Test
  void goingBackIsTheChangeTheOtherWayRound() {
    client.commit(Draft.of("a", "one", "two"));
    client.commit(Draft.of("a", "one", "2").version(2));
    client.activate("a", 1);

    assertEquals(List.of(new DocumentChange("a", hashes("2"), hashes("two"))), latest());
  }

  @Test
  void whatIsErasedIsRemovedAndWhatItStoodForIsAdded() {
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("b", "two").leftOutFor("a"));
    assertEquals(List.of(new DocumentChange("b", List.of(), List.of())), latest());

    client.erase("a");

    assertEquals(List.of(new DocumentChange("a", hashes("one"), List.of()),
        new DocumentChange("b", List.of(), hashes("two"))), latest());
  }

  @Test
  void whatIsLeftOutForAnotherIsRemoved() {
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("b", "two").insteadOf("a"));

    assertEquals(List.of(new DocumentChange("a", hashes("one"), List.of()),
        new DocumentChange("b", List.of(), hashes("two"))), latest());
  }

  @Test
  void eachEpochFollowsTheOneBefore() {
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("a", "two").version(2));
    answer(corpus.purge(new PurgeVersions("docs", null, 0, Instant.now()), call()));
    client.erase("a");

    var epoch = 0L;
    for (var change : told) {
      assertEquals(epoch, change.before());
      assertTrue(change.epoch() > epoch);
      epoch = change.epoch();
    }
    assertEquals(4, told.size());
    assertEquals(List.of(), told.stream().skip(2).findFirst().orElseThrow().documents());
    assertEquals(hash("two"), latest().getFirst().removed().getFirst());
  }

  @Test
  void whatChangesNothingIsNotTold() {
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("a", "one"));

    assertEquals(1, told.size());
  }
}
