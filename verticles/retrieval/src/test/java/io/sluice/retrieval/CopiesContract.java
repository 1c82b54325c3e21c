package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Bytes;
import io.sluice.message.Copies.Copy;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Likeness;
import io.sluice.message.Refusal.BadRequest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How documents that are alike are found. */
abstract class CopiesContract extends CorpusContract {

  private List<String> ids(List<Copy> copies) {
    return copies.stream().map(copy -> copy.document().id()).toList();
  }

  @Test
  void haveTheSameWords() {
    var draft = Draft.of("a", "one").like(new Likeness("same", Alike.to(1).sketch()));
    client.commit(draft);
    client.commit(Draft.of("b", "two").like(Alike.to(2)));

    assertEquals(List.of(new Copy(draft.document(), 1, null)),
        client.copies("x", new Likeness("same", Alike.to(3).sketch()), .9));
  }

  @Test
  void shareMostOfTheirNumbers() {
    client.commit(Draft.of("a", "one").like(Alike.to(1, 10, new Random(1))));
    client.commit(Draft.of("b", "two").like(Alike.to(1, 60, new Random(2))));
    client.commit(Draft.of("c", "three").like(Alike.to(3)));

    var copies = client.copies("x", Alike.to(1), .8);
    assertEquals(List.of("a"), ids(copies));
    assertEquals(118 / 128.0, copies.getFirst().similarity(), 2 / 128.0);
  }

  @Test
  void areFoundFromEightyPercentOn() {
    var random = new Random(20_26);
    for (var i = 0; i < 100; i++) {
      client.commit(Draft.of("d" + i, "text " + i).like(Alike.to(1, 25, random)));
    }

    assertEquals(100, client.copies("x", Alike.to(1), .8).size());
  }

  @Test
  void comeTheMostSimilarFirst() {
    var random = new Random(7);
    client.commit(Draft.of("a", "one").like(Alike.to(1, 20, random)));
    client.commit(Draft.of("b", "two").like(Alike.to(1, 2, random)));
    client.commit(Draft.of("d", "four").like(Alike.to(1)));
    client.commit(Draft.of("c", "three").like(Alike.to(1)));

    assertEquals(List.of("c", "d", "b", "a"), ids(client.copies("x", Alike.to(1), .7)));
  }

  @Test
  void areNotTheDocumentItself() {
    client.commit(Draft.of("a", "one").like(Alike.to(1)));

    assertEquals(List.of(), client.copies("a", Alike.to(1), .8));
  }

  @Test
  void areFoundByWhoeverAsksAndLeftOutOrNot() {
    client.commit(Draft.of("a", "one").like(Alike.to(1)).acl("ann"));
    client.commit(Draft.of("b", "one").like(Alike.to(1)).leftOutFor("a"));

    var copies = client.copies("x", Alike.to(1), .8);
    assertEquals(List.of("a", "b"), ids(copies));
    assertNull(copies.get(0).leftOutFor());
    assertEquals("a", copies.get(1).leftOutFor());
    assertEquals(List.of("ann"), copies.getFirst().document().acl());
  }

  @Test
  void areThoseOfTheCurrentVersions() {
    client.commit(Draft.of("a", "one").like(Alike.to(1)));
    client.commit(Draft.of("a", "two").like(Alike.to(2)).version(2));
    assertEquals(List.of(), client.copies("x", Alike.to(1), .8));

    client.activate("a", 1);
    assertEquals(List.of("a"), ids(client.copies("x", Alike.to(1), .8)));
    assertEquals(List.of(), client.copies("x", Alike.to(2), .8));
  }

  @Test
  void areFoundAfterADocumentWasEmbeddedAnew() {
    client.commit(Draft.of("a", "one").like(Alike.to(1)).chunking("256"));
    client.commit(Draft.of("a", "one").chunking("512"));

    assertEquals(List.of("a"), ids(client.copies("x", Alike.to(1), .8)));
  }

  @Test
  void areNotFoundWhereNobodyLookedForThem() {
    client.commit(Draft.of("a", "one"));

    assertEquals(List.of(), client.copies("x", Alike.to(1), 0));
  }

  @Test
  void haveSketchesOfTheSameLength() {
    var odd = new Likeness("same", Bytes.of(new byte[64]));

    assertEquals("likeness.sketch", refusal(BadRequest.class,
        corpus.findCopies(new FindCopies("docs", "x", odd, .8), call())).param());
    assertEquals("likeness.sketch", refusal(BadRequest.class,
        corpus.commit(Draft.of("a", "one").like(odd).commit(), call())).param());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-.1, 1.1, Double.NaN})
  void areNotSimilarBeyondMeasure(double similarity) {
    assertEquals("similarity", refusal(BadRequest.class,
        corpus.findCopies(new FindCopies("docs", "x", Alike.to(1), similarity), call())).param());
  }

  @Test
  void surviveReopening() {
    client.commit(Draft.of("a", "one").like(Alike.to(1)));
    reopen();

    assertEquals(List.of("a"), ids(client.copies("x", Alike.to(1), .8)));
  }
}
