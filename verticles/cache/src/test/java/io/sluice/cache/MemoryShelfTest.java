package io.sluice.cache;

import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static io.sluice.cache.Samples.wholeOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.CorpusEvent.CorpusChanged;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryShelfTest extends ShelfContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  private final Tally tally = Samples.tally();
  /** How often each value went. */
  private final Map<String, Integer> gone = new HashMap<>();
  private Histories histories = new Histories();
  private MemoryShelf<String> shelf = open();

  private MemoryShelf<String> open() {
    return new MemoryShelf<>(BOUND, HOUR, histories, now::get, tally,
        item -> gone.merge(item.value(), 1, Integer::sum));
  }

  @Override
  Shelf<String> shelf() {
    return shelf;
  }

  @Override
  void hear(CorpusChanged change) {
    histories.hear(change);
    shelf.hear(change);
  }

  @Override
  void beginAt(long epoch) {
    histories = new Histories();
    shelf = open();
  }

  @Override
  long now() {
    return now.get();
  }

  @Override
  int races() {
    return 10_000;
  }

  @Override
  void pause() {
    now.incrementAndGet();
  }

  @Override
  long bytes() {
    return shelf.bytes();
  }

  /** Of how many documents and groups the shelf still knows anything; it has no need to tell. */
  private int indexed() throws ReflectiveOperationException {
    var size = 0;
    for (var name : Set.of("byDocument", "groups")) {
      var index = MemoryShelf.class.getDeclaredField(name);
      index.setAccessible(true);
      size += ((Map<?, ?>) index.get(shelf)).size();
    }
    return size;
  }

  @Test
  void whatGoesIsToldOnceAndCounted() throws Exception {
    put("one", 1, passage("a", "1"));
    put("both", 1, passage("a", "2"), passage("a", "1"));
    hear(news(2, went("a", "1"), came("b", "2")));
    put("late", 1, passage("a", "1"));

    assertEquals(Map.of("value of one", 1, "value of both", 1), gone);
    assertEquals(3, tally.outdated());
  }

  @Test
  void nothingStaysLongerThanItMayHoweverOftenItIsWanted() throws Exception {
    put("q", 1, passage("a", "1"));
    now.addAndGet(HOUR.toMillis() - 1);
    assertTrue(find("q").isPresent());
    confirm("q", 1);
    now.addAndGet(1);

    assertEquals(Optional.empty(), find("q"));
    now.addAndGet(HOUR.toMillis());
    assertEquals(Set.of(), there());
    assertEquals(Map.of("value of q", 1), gone);
  }

  @Test
  void whatReplacesSomethingOfWhichTheTimeIsJustOverGoesWithItsPassages() throws Exception {
    for (var i = 0; i < 50; i++) {
      put("q", 1 + i, passage("a", "1"));
      now.addAndGet(HOUR.toMillis() - 5);
      assertEquals(Set.of("q"), there());
      now.addAndGet(6 + i);
      put("q", 1 + i, passage("a", "1"));
      assertEquals(Map.of("value of q", 2 * i + 1), gone);

      hear(news(2 + i, went("a", "1")));
      assertEquals(Set.of(), there());
      assertEquals(Map.of("value of q", 2 * i + 2), gone);
    }
  }

  @Test
  void newsOfADocumentAreHeardToTheEndThoughTheTimeOfSomeIsOver() throws Exception {
    for (var i = 0; i < 20; i++) {
      put("old " + i, 1, passage("a", "1"));
    }
    now.addAndGet(HOUR.toMillis() / 2);
    for (var i = 0; i < 20; i++) {
      put("new " + i, 1, passage("a", "1"));
    }
    now.addAndGet(HOUR.toMillis() / 2 + 5000);
    hear(news(2, went("a", "1")));

    assertEquals(Set.of(), there());
    assertEquals(40, gone.size());
    assertTrue(gone.values().stream().allMatch(times -> times == 1), gone::toString);
  }

  @Test
  void aFloodLeavesNothingBehind() throws Exception {
    for (var i = 0; i < 5000; i++) {
      put("q" + i, "g" + i % 9, 50 + i % 100, 1, passage("d" + i % 700, "1"),
          passage("d" + i % 300, "2"));
    }
    assertEquals(5000, there().size() + gone.size());
    assertEquals(gone.size(), tally.evicted());

    IntStream.range(0, 700).forEach(i -> hear(news(2 + i, went("d" + i, "1", "2"))));
    assertEquals(0, indexed());
    assertEquals(5000, gone.size());
    assertTrue(gone.values().stream().allMatch(times -> times == 1));
  }

  @Test
  void whatIsWantedOftenStaysLongest() throws Exception {
    put("often", 1, passage("a", "1"));
    put("seldom", 1, passage("a", "1"));
    for (var i = 0; i < 2000; i++) {
      find("often");
      put("once " + i, 1, passage("a", "1"));
    }
    assertTrue(there().contains("often"));
    assertFalse(there().contains("seldom"));
  }

  @Test
  void whatIsRemovedLeavesNothingBehind() throws Exception {
    put("q", 1, passage("a", "1"), passage("b", "1"), wholeOf("c"));
    put("too large", "g", BOUND + 1, 1, passage("a", "1"));
    shelf.remove(HANDBOOK, "q");

    assertEquals(0, indexed());
    assertEquals(Map.of("value of q", 1, "value of too large", 1), gone);
  }
}
