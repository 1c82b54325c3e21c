package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.words;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.PurgedVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How versions that were kept go. */
abstract class PurgeContract extends CorpusContract {

  private static final Instant NEVER = Instant.EPOCH;
  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

  /** One version a day. */
  private void commitVersions(String id, int count) {
    for (var version = 1; version <= count; version++) {
      client.commit(Draft.of(id, "text " + version).version(version)
          .ingestedAt(DAY.plus(Duration.ofDays(version))));
    }
  }

  @Test
  void leavesTheNewestOfThoseThatAreKept() {
    commitVersions("a", 5);

    assertEquals(List.of("a 2", "a 1"), client.purge("a", 2, NEVER));
    assertEquals(List.of("5 ACTIVE", "4 KEPT", "3 KEPT"), client.states("a"));
  }

  @Test
  void takesThoseThatAreTooOldHoweverFewTheyAre() {
    commitVersions("a", 5);

    assertEquals(List.of("a 2", "a 1"), client.purge("a", 9, DAY.plus(Duration.ofDays(3))));
    assertEquals(List.of("5 ACTIVE", "4 KEPT", "3 KEPT"), client.states("a"));
  }

  @Test
  void neverTakesTheActiveOne() {
    commitVersions("a", 3);
    client.activate("a", 1);

    assertEquals(List.of("a 3", "a 2"), client.purge("a", 0, Instant.MAX));
    assertEquals(List.of("1 ACTIVE"), client.states("a"));
    assertEquals(List.of("text 1"), client.find("text"));
  }

  @Test
  void neverTakesTheOneThatIsLeftOut() {
    commitVersions("a", 1);
    commitVersions("b", 2);
    client.commit(Draft.of("b", "copy").version(3).leftOutFor("a"));

    assertEquals(List.of("b 2", "b 1"), client.purge("b", 0, Instant.MAX));
    assertEquals(List.of("3 LEFT_OUT"), client.states("b"));
  }

  @Test
  void goesThroughTheWholeCollection() {
    commitVersions("a", 3);
    commitVersions("b", 1);
    commitVersions("c", 4);

    assertEquals(List.of("a 1", "c 2", "c 1"), client.purge(null, 1, NEVER));
    assertEquals(List.of("3 ACTIVE", "2 KEPT"), client.states("a"));
    assertEquals(List.of("1 ACTIVE"), client.states("b"));
  }

  @Test
  void tellsTheContentThatWent() {
    client.commit(Draft.of("a", "one").content("raw-1"));
    client.commit(Draft.of("a", "two").content("raw-2").version(2));

    var purged = answer(corpus.purge(new PurgeVersions("docs", "a", 0, NEVER), call()));
    assertEquals(List.of(new PurgedVersion("a", 1, "raw-1")), purged.versions());
  }

  @Test
  void cannotBeUndone() {
    commitVersions("a", 2);
    client.purge("a", 0, NEVER);

    refusal(NotFound.class, corpus.activate(new ActivateVersion("docs", "a", 1), call()));
    refusal(NotFound.class, corpus.openVersion(new OpenVersion("docs", "a", 1), call()));
  }

  @Test
  void changesNothingWhereThereIsNothingToTake() {
    commitVersions("a", 2);
    var epoch = client.search(words("text", 1)).epoch();

    assertEquals(List.of(), client.purge(null, 1, NEVER));
    assertEquals(epoch, client.search(words("text", 1)).epoch());
  }

  @Test
  void leavesTheNumberOfThePurgedFree() {
    commitVersions("a", 2);
    client.activate("a", 1);
    client.purge("a", 0, NEVER);

    assertEquals(1, client.commit(Draft.of("a", "another two").version(2)).added());
  }

  @Test
  void isNotForADocumentThatDoesNotExist() {
    commitVersions("a", 1);

    assertEquals("document", refusal(NotFound.class,
        corpus.purge(new PurgeVersions("docs", "b", 0, NEVER), call())).param());
    assertEquals("keep", refusal(BadRequest.class,
        corpus.purge(new PurgeVersions("docs", "a", -1, NEVER), call())).param());
  }

  @Test
  void survivesReopening() {
    commitVersions("a", 3);
    client.purge("a", 1, NEVER);
    reopen();

    assertEquals(List.of("3 ACTIVE", "2 KEPT"), client.states("a"));
  }
}
