package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.words;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.hash;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.State;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionPassage;
import io.sluice.message.Versions.VersionSummary;
import io.sluice.retrieval.Draft.Piece;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How versions come, stay and change places. */
abstract class VersionsContract extends CorpusContract {

  @Test
  void areListedTheNewestFirst() {
    var first = Draft.of("a", "one", "two").title("First").tags("x").author("ann");
    var second = Draft.of("a", "three").title("Second").version(2);
    client.commit(first);
    client.commit(second);

    assertEquals(List.of(new VersionSummary(second.document(), 1, State.ACTIVE, null),
        new VersionSummary(first.document(), 2, State.KEPT, null)), client.versions("a"));
  }

  @Test
  void areListedByNumber() {
    for (var version : List.of(2, 9, 10, 11)) {
      client.commit(Draft.of("a", "text " + version).version(version));
    }
    client.activate("a", 9);

    assertEquals(List.of("11 KEPT", "10 KEPT", "9 ACTIVE", "2 KEPT"), client.states("a"));
  }

  @Test
  void thatAreKeptAreNotSearched() {
    client.commit(embedded("a", piece("old words", 1, 0)));
    client.commit(embedded("a", piece("new words", -1, 0)).version(2));

    assertEquals(List.of("new words"), client.find("old new words"));
    assertEquals(List.of("new words"), client.near(unit(1, 0), Draft.MODEL));
    assertEquals(List.of("a"), client.listed(null, 10));
    assertEquals(List.of("a"), client.named("untitled"));
    assertEquals(List.of(new CollectionSummary("docs", 1, 1)), client.collections());
  }

  @Test
  void areOpenedWhateverTheirState() {
    var first = Draft.of("a", "one", "둘", "three").inPages();
    var second = Draft.of("a", "four").version(2);
    var left = Draft.of("b", "five", "six").leftOutFor("a");
    client.commit(first);
    client.commit(second);
    client.commit(left);

    assertEquals(opened(first, new VersionPassage(hash("one"), PATH, 0, 3, 1),
        new VersionPassage(hash("둘"), PATH, 4, 5, 2),
        new VersionPassage(hash("three"), PATH, 6, 11, 3)), client.open("a", 1));
    assertEquals(opened(second, new VersionPassage(hash("four"), PATH, 0, 4, null)),
        client.open("a", 2));
    assertEquals(opened(left, new VersionPassage(hash("five"), PATH, 0, 4, null),
        new VersionPassage(hash("six"), PATH, 5, 8, null)), client.open("b", 1));
  }

  private static final List<String> PATH = List.of("Part", "Section");

  private static VersionOpened opened(Draft draft, VersionPassage... passages) {
    return new VersionOpened(draft.document(), draft.text(), List.of(passages));
  }

  @Test
  void thatAreLongAreOpenedWhole() {
    var passages = IntStream.range(0, 500).mapToObj(i -> piece("passage " + i, i, 1))
        .toArray(Piece[]::new);
    client.commit(embedded("a", passages));
    client.commit(Draft.of("a", "short").version(2));

    assertEquals(Arrays.stream(passages).map(piece -> hash(piece.text())).toList(),
        client.open("a", 1).passages().stream().map(VersionPassage::hash).toList());
    client.activate("a", 1);
    assertEquals(new CollectionSummary("docs", 1, 500), client.collections().getFirst());
    assertEquals("passage 7",
        client.near(requireNonNull(passages[7].vector()), Draft.MODEL).getFirst());
  }

  @Test
  void areNotFoundWhereThereAreNone() {
    client.commit(Draft.of("a", "one"));

    assertEquals("document", refusal(NotFound.class,
        corpus.listVersions(new ListVersions("docs", "b"), call())).param());
    assertEquals("document", refusal(NotFound.class,
        corpus.openVersion(new OpenVersion("docs", "b", 1), call())).param());
    assertEquals("version", refusal(NotFound.class,
        corpus.openVersion(new OpenVersion("docs", "a", 2), call())).param());
    assertEquals("document", refusal(NotFound.class,
        corpus.activate(new ActivateVersion("docs", "b", 1), call())).param());
    assertEquals("version", refusal(NotFound.class,
        corpus.activate(new ActivateVersion("docs", "a", 2), call())).param());
  }

  @Test
  void areSearchedAgainAsTheyWere() {
    var first = embedded("a", piece("east", 1, 0), piece("same", .8f, .6f), piece("same", .6f, .8f))
        .title("First").inPages();
    client.commit(first);
    var before = client.near(unit(1, 0), Draft.MODEL, "east same");
    client.commit(embedded("a", piece("west", -1, 0)).title("Second").version(2));
    client.activate("a", 1);

    var after = client.near(unit(1, 0), Draft.MODEL, "east same");
    assertEquals(found(before), found(after));
    assertEquals(List.of(), client.find("west"));
    assertEquals(first.document(), client.document("a").document());
    assertEquals(first.text(), client.document("a").text());
    assertEquals(List.of(hash("east"), hash("same"), hash("same")),
        client.version("a").passageHashes());
  }

  /** With what does not depend on all else that is there or was until now. */
  private static List<List<Object>> found(PassagesFound found) {
    return found.hits().stream().<List<Object>>map(
        hit -> List.of(hit.passage(), hit.score(), requireNonNull(hit.legs().vector()))).toList();
  }

  @Test
  void tellWhatIsSearchedAndWhatNoMore() {
    client.commit(Draft.of("a", "one", "two", "three"));
    var second = client.commit(Draft.of("a", "three", "four").version(2));

    assertEquals(new VersionActivated(1, 2, 2, 1, second.epoch() + 1), client.activate("a", 1));
    assertEquals(second.epoch() + 1, client.search(words("one", 1)).epoch());
  }

  @Test
  void areActivatedOnce() {
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("a", "two").version(2));
    var once = client.activate("a", 1);

    assertEquals(new VersionActivated(1, 1, 0, 0, once.epoch()), client.activate("a", 1));
    assertEquals(List.of("2 KEPT", "1 ACTIVE"), client.states("a"));
  }

  @Test
  void goThereAndBack() {
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("a", "two").version(2));
    client.activate("a", 1);
    client.activate("a", 2);

    assertEquals(List.of("two"), client.find("one two"));
    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.states("a"));
  }

  @Test
  void goOnAfterARollback() {
    for (var version : List.of(1, 2, 3)) {
      client.commit(Draft.of("a", "text " + version).version(version));
    }
    client.activate("a", 1);
    client.commit(Draft.of("a", "text 4").version(4));

    assertEquals(List.of("4 ACTIVE", "3 KEPT", "2 KEPT", "1 KEPT"), client.states("a"));
    assertEquals(List.of("text 4"), client.find("text"));
  }

  @Test
  void belowTheHighestAreLateTwinsAfterARollback() {
    for (var version : List.of(1, 2, 3)) {
      client.commit(Draft.of("a", "text " + version).version(version));
    }
    var rolledBack = client.activate("a", 1);

    for (var version : List.of(2, 3)) {
      var late = client.commit(Draft.of("a", "late " + version).version(version));
      assertEquals(new DocumentCommitted(1, 0, 1, 0, rolledBack.epoch(), true), late);
    }
    assertEquals(List.of("text 1"), client.find("text late"));
    assertEquals("text 3", client.open("a", 3).text());
  }

  @Test
  void tellTheHighestOfThem() {
    for (var version : List.of(1, 2, 10)) {
      client.commit(Draft.of("a", "text " + version).version(version));
    }
    assertEquals(10, client.version("a").highest());
    client.activate("a", 1);
    assertEquals(10, client.version("a").highest());
    client.purge("a", 0, Instant.EPOCH);
    assertEquals(1, client.version("a").highest());
  }

  @Test
  void lendTheirVectorsToTheNextAfterARollback() {
    client.commit(embedded("a", piece("east", 1, 0)));
    client.commit(embedded("a", piece("north", 0, 1)).version(2));
    client.activate("a", 1);
    client.commit(embedded("a", piece("east"), piece("new", -1, 0)).version(3));

    assertEquals("east", client.near(unit(1, 0), Draft.MODEL).getFirst());
    refusal(BadRequest.class,
        corpus.commit(embedded("a", piece("north")).version(4).commit(), call()));
  }

  @Test
  void ofOneDocumentAreNotThoseOfAnother() {
    client.commit(Draft.of("1/a", "of 1/a"));
    client.commit(Draft.of("1/a", "of 1/a, again").version(2));
    client.commit(Draft.of("a", "of a"));
    client.commit(Draft.of("a", "of a, again").version(2));
    client.activate("a", 1);

    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.states("1/a"));
    assertEquals(List.of("2 KEPT", "1 ACTIVE"), client.states("a"));
  }

  @Test
  void areErasedAllTogether() {
    for (var version : List.of(1, 2, 3)) {
      client.commit(Draft.of("a", "text " + version).version(version));
    }
    var epoch = client.commit(Draft.of("b", "text of b")).epoch();

    assertEquals(new DocumentErased(1, epoch + 1, 3, List.of()), client.erase("a"));
    refusal(NotFound.class, corpus.activate(new ActivateVersion("docs", "a", 1), call()));
    client.commit(Draft.of("a", "text anew"));
    assertEquals(List.of("1 ACTIVE"), client.states("a"));
  }

  @Test
  void surviveReopening() {
    client.commit(embedded("a", piece("east", 1, 0)));
    client.commit(embedded("a", piece("north", 0, 1)).version(2));
    reopen();
    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.states("a"));

    client.activate("a", 1);
    reopen();
    assertEquals(List.of("2 KEPT", "1 ACTIVE"), client.states("a"));
    assertEquals(List.of("east"), client.near(unit(1, 0), Draft.MODEL));
  }
}
