package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Retrieval.DocumentCommitted;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What many askers see who ask at once. */
abstract class ConcurrencyContract extends CorpusContract {

  /** Does all of the work at once while three others look on, again and again until it is done. */
  private static void watched(Supplier<Runnable> watchers, List<Runnable> work) throws Exception {
    var working = new AtomicBoolean(true);
    try (var threads = Executors.newCachedThreadPool()) {
      var looking = IntStream.range(0, 3).mapToObj(_ -> watchers.get())
          .map(watcher -> threads.submit(() -> {
            do {
              watcher.run();
            } while (working.get());
          })).toList();
      try {
        for (var done : work.stream().map(threads::submit).toList()) {
          done.get();
        }
      } finally {
        working.set(false);
      }
      for (var watcher : looking) {
        watcher.get();
      }
    }
  }

  /** Sees five passages of one version of each of the documents, and never an older epoch. */
  private final class OneVersionOfEach implements Runnable {
    private final int documents;
    private long epoch;

    OneVersionOfEach(int documents) {
      this.documents = documents;
    }

    @Override
    public void run() {
      var found = client.search(words("word", 100));
      assertTrue(found.epoch() >= epoch, "an epoch is never followed by an older one");
      epoch = found.epoch();
      var versions = found.hits().stream().collect(Collectors
          .groupingBy(hit -> hit.passage().document() + hit.passage().version(),
              Collectors.counting()));
      assertEquals(documents, versions.size(), "one version of each document");
      assertTrue(versions.values().stream().allMatch(count -> count == 5), versions::toString);
    }
  }

  private static Draft numbered(String id, int version) {
    return Draft.of(id, IntStream.range(0, 5).mapToObj(i -> "word " + version + " " + i)
        .toArray(String[]::new)).version(version);
  }

  private Runnable commits(String id, int from, int to) {
    return () -> IntStream.rangeClosed(from, to)
        .forEach(version -> client.commit(numbered(id, version)));
  }

  @Test
  void writersAndReadersEachSeeOneVersionWhole() throws Exception {
    var documents = List.of("a", "b", "c");
    documents.forEach(id -> client.commit(numbered(id, 1)));

    watched(() -> new OneVersionOfEach(3),
        documents.stream().map(id -> commits(id, 2, 15)).toList());

    assertTrue(documents.stream().allMatch(id -> client.version(id).document().version() == 15));
  }

  @Test
  void theSameCommitIsDoneOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Object> commit = () -> client.commit(Draft.of("a", "one", "two"));
      var added = 0;
      for (var done : threads.invokeAll(List.of(commit, commit, commit, commit))) {
        added += ((DocumentCommitted) done.get()).added();
      }
      assertEquals(2, added);
    }
    assertEquals(List.of("one"), client.find("one"));
  }

  @Test
  void aSearchSeesOneVersionWhileTheyAreSwitched() throws Exception {
    client.commit(numbered("a", 1));
    client.commit(numbered("a", 2));
    client.commit(numbered("b", 1));

    watched(() -> new OneVersionOfEach(2), List.of(
        () -> IntStream.range(0, 100).forEach(i -> client.activate("a", 1 + i % 2))));

    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.states("a"));
  }

  @Test
  void oneOfTwoCopiesIsSearchedWhileTheyChangePlaces() throws Exception {
    client.commit(Draft.of("a", "the same words"));
    client.commit(Draft.of("b", "the same words").leftOutFor("a"));

    watched(() -> () -> assertEquals(List.of("the same words"), client.find("words")),
        List.of(() -> IntStream.range(1, 20).forEach(i -> {
          client.commit(Draft.of("b", "the same words").version(2 * i).insteadOf("a"));
          client.commit(Draft.of("a", "the same words").version(2 * i + 1).insteadOf("b"));
        })));

    assertEquals(List.of("b for a"), client.leftOut());
  }

  @Test
  void commitsRollbacksAndPurgesLeaveOneOrder() throws Exception {
    client.commit(numbered("a", 1));

    watched(() -> new OneVersionOfEach(1), List.of(commits("a", 2, 20),
        () -> IntStream.range(0, 20).forEach(_ -> client.activate("a",
            client.versions("a").getFirst().document().version())),
        () -> IntStream.range(0, 10).forEach(_ -> client.purge(null, 30, Instant.EPOCH)),
        () -> IntStream.range(0, 20).forEach(i -> {
          client.commit(Draft.of("x" + i, "noise"));
          client.erase("x" + i);
        })));

    var states = client.states("a");
    assertEquals(20, states.size());
    assertEquals(1, states.stream().filter(state -> state.endsWith("ACTIVE")).count());
  }
}
