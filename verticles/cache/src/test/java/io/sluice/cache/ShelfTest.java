package io.sluice.cache;

import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static io.sluice.cache.Samples.wholeOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.CorpusChanged;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final int BOUND = 10_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Collection HANDBOOK = new Collection(Samples.TENANT, Samples.HANDBOOK);

  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  private final Histories histories = new Histories();
  private final Tally tally = Samples.tally();
  /** How often each key went. */
  private final Map<String, Integer> gone = new HashMap<>();
  private final Shelf<String, String> shelf = new Shelf<>(BOUND, HOUR, histories, now::get, tally,
      (key, _) -> gone.merge(key, 1, Integer::sum));

  private boolean put(String key, long epoch, Basis... basis) {
    return put(key, 100, epoch, basis);
  }

  private boolean put(String key, int bytes, long epoch, Basis... basis) {
    return shelf.put(key,
        new Item<>(HANDBOOK, "value of " + key, List.of(basis), epoch, now.get(), bytes));
  }

  private void hear(CorpusChanged change) {
    histories.hear(change);
    shelf.hear(change);
  }

  private Set<String> there() {
    return shelf.all().keySet();
  }

  /** Of how many documents the shelf still knows anything; it has no need to tell. */
  private int indexed() throws ReflectiveOperationException {
    var index = Shelf.class.getDeclaredField("byDocument");
    index.setAccessible(true);
    return ((Map<?, ?>) index.get(shelf)).size();
  }

  @Test
  void exactlyWhatRestsOnAPassageThatWentGoes() {
    put("one", 1, passage("a", "1"));
    put("two", 1, passage("a", "2"));
    put("both", 1, passage("a", "2"), passage("a", "1"));
    put("same hash elsewhere", 1, passage("b", "1"));
    put("nothing", 1);
    hear(news(2, went("a", "1"), came("b", "2")));

    assertEquals(Set.of("two", "same hash elsewhere", "nothing"), there());
    assertEquals(Map.of("one", 1, "both", 1), gone);
    assertEquals(2, tally.outdated());
  }

  @Test
  void whatRestsOnAWholeDocumentGoesWithAnyChangeInIt() {
    put("a", 1, wholeOf("a"));
    put("b", 1, wholeOf("b"));
    put("c", 1, wholeOf("c"));
    hear(news(2, came("a", "9"), went("b", "9")));

    assertEquals(Set.of("c"), there());
  }

  @Test
  void theSameDocumentOfAnotherTenantOrCollectionIsAnother() {
    put("q", 1, passage("a", "1"));
    hear(new CorpusChanged("other", Samples.HANDBOOK, 1, 2, List.of(went("a", "1"))));
    hear(new CorpusChanged(Samples.TENANT, "other", 1, 2, List.of(went("a", "1"))));

    assertEquals(Set.of("q"), there());
  }

  @Test
  void whatWasMadeAfterTheChangeStays() {
    put("q", 2, passage("a", "1"));
    hear(news(2, went("a", "1")));

    assertEquals(Set.of("q"), there());
  }

  @Test
  void whatComesTooLateIsNotKept() {
    hear(news(2, went("a", "1")));

    assertFalse(put("late", 1, passage("a", "1")));
    assertTrue(put("other passage", 1, passage("a", "2")));
    assertEquals(Set.of("other passage"), there());
    assertEquals(1, tally.outdated());
    assertEquals(Map.of(), gone);
  }

  @Test
  void whatReplacesSomethingRestsOnItsOwnPassagesOnly() {
    put("q", 1, passage("a", "1"));
    put("q", 1, passage("a", "2"));
    assertEquals(Map.of("q", 1), gone);

    hear(news(2, went("a", "1")));
    assertEquals(Set.of("q"), there());
    hear(news(3, went("a", "2")));
    assertEquals(Set.of(), there());
  }

  @Test
  void whatIsConfirmedByWhatWasFoundBeforeTheNewsGoesWithThem() {
    put("q", 1, passage("a", "1"));
    hear(news(2, came("b", "1")));
    shelf.confirm("q", 3); // found on a node that knows more
    hear(news(3, went("a", "1")));

    assertEquals(Set.of(), there());
  }

  @Test
  void whatIsConfirmedHasNotGrownSince() {
    put("q", 1, passage("a", "1"));
    hear(news(2, came("b", "1")));
    shelf.confirm("q", 2);

    var item = shelf.get("q");
    assertNotNull(item);
    assertFalse(histories.of(HANDBOOK).grew(item.epoch()));
    assertEquals(Map.of(), gone);
  }

  @Test
  void nothingStaysLongerThanItMayHoweverOftenItIsWanted() {
    put("q", 1, passage("a", "1"));
    now.addAndGet(HOUR.toMillis() - 1);
    var item = shelf.get("q");
    assertNotNull(item);
    assertEquals(HOUR.toMillis() - 1, shelf.ageMs(item));
    shelf.confirm("q", 1);
    now.addAndGet(1);

    assertNull(shelf.get("q"));
    now.addAndGet(HOUR.toMillis());
    assertEquals(Set.of(), there());
    assertEquals(Map.of("q", 1), gone);
  }

  @Test
  void whatReplacesSomethingOfWhichTheTimeIsJustOverGoesWithItsPassages() {
    for (var i = 0; i < 50; i++) {
      put("q", 1 + i, passage("a", "1"));
      now.addAndGet(HOUR.toMillis() - 5);
      assertEquals(Set.of("q"), there());
      now.addAndGet(6 + i);
      put("q", 1 + i, passage("a", "1"));
      assertEquals(Map.of("q", 2 * i + 1), gone);

      hear(news(2 + i, went("a", "1")));
      assertEquals(Set.of(), there());
      assertEquals(Map.of("q", 2 * i + 2), gone);
    }
  }

  @Test
  void newsOfADocumentAreHeardToTheEndThoughTheTimeOfSomeIsOver() {
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
  void aFloodOfKeysStaysWithinTheBoundAndLeavesNothingBehind() throws Exception {
    for (var i = 0; i < 5000; i++) {
      put("q" + i, 50 + i % 100, 1, passage("d" + i % 700, "1"), passage("d" + i % 300, "2"));
      assertTrue(shelf.bytes() <= BOUND);
    }
    var left = there();
    assertTrue(left.size() > 10, () -> left.size() + " left");
    assertEquals(5000, left.size() + gone.size());
    assertEquals(gone.size(), tally.evicted());

    IntStream.range(0, 700).forEach(i -> hear(news(2 + i, went("d" + i, "1", "2"))));
    assertEquals(Set.of(), there());
    assertEquals(0, shelf.bytes());
    assertEquals(0, indexed());
    assertEquals(5000, gone.size());
    assertTrue(gone.values().stream().allMatch(times -> times == 1));
  }

  @Test
  void whatIsWantedOftenStaysLongest() {
    put("often", 1, passage("a", "1"));
    put("seldom", 1, passage("a", "1"));
    for (var i = 0; i < 2000; i++) {
      shelf.get("often");
      put("once " + i, 1, passage("a", "1"));
    }
    assertTrue(there().contains("often"));
    assertFalse(there().contains("seldom"));
  }

  @Test
  void whatIsLargerThanTheShelfIsNotKept() throws Exception {
    put("q", BOUND + 1, 1, passage("a", "1"));

    assertNull(shelf.get("q"));
    assertEquals(0, indexed());
    assertEquals(Map.of("q", 1), gone);
  }

  @Test
  void whatIsRemovedLeavesNothingBehind() throws Exception {
    put("q", 1, passage("a", "1"), passage("b", "1"), wholeOf("c"));
    shelf.remove("q");
    shelf.remove("q");
    shelf.remove("never there");

    assertEquals(0, indexed());
    assertEquals(Map.of("q", 1), gone);
  }
}
