package io.sluice.cache;

import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static io.sluice.cache.Samples.wholeOf;
import static io.sluice.cache.StandIns.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cache.Histories.Collection;
import io.sluice.cache.Shelf.Kept;
import io.sluice.cache.Shelf.Outcome;
import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.CorpusChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of a shelf wherever it is. */
abstract class ShelfContract {
  static final int BOUND = 10_000;
  static final Collection HANDBOOK = new Collection(Samples.TENANT, Samples.HANDBOOK);

  abstract Shelf<String> shelf();

  abstract void hear(CorpusChanged change);

  /** At this epoch, which is told to those who ask. */
  abstract void beginAt(long epoch) throws Exception;

  abstract long now();

  /** How many runs of the race. */
  abstract int races();

  Outcome put(String key, long epoch, Basis... basis) throws Exception {
    return put(key, "group of " + key, 100, epoch, basis);
  }

  Outcome put(String key, String group, int bytes, long epoch, Basis... basis) throws Exception {
    return get(shelf().put(key, new Item<>(HANDBOOK, group, "value of " + key, List.of(basis),
        epoch, now(), bytes)));
  }

  Optional<Kept<String>> find(String key) throws Exception {
    return get(shelf().get(HANDBOOK, key));
  }

  boolean confirm(String key, long epoch, Basis... found) throws Exception {
    return get(shelf().confirm(HANDBOOK, key, List.of(found), epoch));
  }

  Set<String> there() throws Exception {
    return get(shelf().all(Samples.TENANT)).stream().map(Kept::key).collect(Collectors.toSet());
  }

  @Test
  void whatIsPutIsThere() throws Exception {
    assertEquals(Outcome.KEPT, put("one", 1, passage("a", "1"), wholeOf("b")));

    var kept = find("one").orElseThrow();
    assertEquals("value of one", kept.item().value());
    assertEquals(1, kept.item().epoch());
    assertEquals(now(), kept.item().madeAt());
    assertFalse(kept.grown());
    assertTrue(kept.current());
    assertEquals(Optional.empty(), find("two"));
  }

  @Test
  void exactlyWhatRestsOnAPassageThatWentGoes() throws Exception {
    put("one", 1, passage("a", "1"));
    put("two", 1, passage("a", "2"));
    put("both", 1, passage("a", "2"), passage("a", "1"));
    put("same hash elsewhere", 1, passage("b", "1"));
    put("nothing", 1);
    hear(news(2, went("a", "1"), came("b", "2")));

    assertEquals(Set.of("two", "same hash elsewhere", "nothing"), there());
    assertEquals(Optional.empty(), find("both"));
  }

  @Test
  void whatRestsOnAWholeDocumentGoesWithAnyChangeInIt() throws Exception {
    put("a", 1, wholeOf("a"));
    put("b", 1, wholeOf("b"));
    put("c", 1, wholeOf("c"));
    hear(news(2, came("a", "9"), went("b", "9")));

    assertEquals(Set.of("c"), there());
  }

  @Test
  void theSameDocumentOfAnotherTenantOrCollectionIsAnother() throws Exception {
    put("q", 1, passage("a", "1"));
    hear(new CorpusChanged("other", Samples.HANDBOOK, 1, 2, List.of(went("a", "1"))));
    hear(new CorpusChanged(Samples.TENANT, "other", 1, 2, List.of(went("a", "1"))));

    assertEquals(Set.of("q"), there());
    assertEquals(List.of(), get(shelf().all("other")));
  }

  @Test
  void whatWasMadeAfterTheChangeStays() throws Exception {
    put("q", 2, passage("a", "1"));
    hear(news(2, went("a", "1")));

    assertEquals(Set.of("q"), there());
  }

  @Test
  void whatComesTooLateIsNotKept() throws Exception {
    hear(news(2, went("a", "1")));

    assertEquals(Outcome.OUTDATED, put("late", 1, passage("a", "1")));
    assertEquals(Outcome.KEPT, put("other passage", 1, passage("a", "2")));
    assertEquals(Outcome.OUTDATED, put("whole", 1, wholeOf("a")));
    assertEquals(Set.of("other passage"), there());
  }

  @Test
  void whatReplacesSomethingRestsOnItsOwnPassagesOnly() throws Exception {
    put("q", 1, passage("a", "1"));
    put("q", 1, passage("a", "2"));

    hear(news(2, went("a", "1")));
    assertEquals(Set.of("q"), there());
    hear(news(3, went("a", "2")));
    assertEquals(Set.of(), there());
  }

  @Test
  void wherePassagesCameItHasGrown() throws Exception {
    put("q", 1, passage("a", "1"));
    hear(news(2, went("b", "1")));
    assertFalse(find("q").orElseThrow().grown());
    assertFalse(find("q").orElseThrow().current());

    hear(news(3, came("b", "2")));
    assertTrue(find("q").orElseThrow().grown());
  }

  @Test
  void whatIsConfirmedHasNotGrownSince() throws Exception {
    put("q", 1, passage("a", "1"));
    hear(news(2, came("b", "1")));

    assertTrue(confirm("q", 2, passage("a", "1")));
    assertFalse(find("q").orElseThrow().grown());
  }

  @Test
  void whereWhatCameIsFoundItIsForgotten() throws Exception {
    put("q", 1, passage("a", "1"));
    hear(news(2, came("b", "1")));

    assertFalse(confirm("q", 2, passage("a", "1"), passage("b", "1")));
    assertEquals(Set.of(), there());
    assertFalse(confirm("q", 2));
  }

  @Test
  void whatIsConfirmedByWhatWasFoundBeforeTheNewsGoesWithThem() throws Exception {
    put("q", 1, passage("a", "1"));
    hear(news(2, came("b", "1")));
    confirm("q", 3); // found on a node that knows more
    hear(news(3, went("a", "1")));

    assertEquals(Set.of(), there());
  }

  @Test
  void whereNewsWereMissedNothingFromBeforeIsThere() throws Exception {
    put("q", 1, passage("a", "1"));
    hear(news(2, came("b", "1")));
    hear(news(5, 6, came("c", "1")));

    assertEquals(Optional.empty(), find("q"));
    assertEquals(Outcome.OUTDATED, put("late", 5, passage("a", "1")));
    assertEquals(Outcome.KEPT, put("now", 6, passage("a", "1")));
  }

  @Test
  void newsThatComeTwiceAreHeardOnce() throws Exception {
    put("q", 1, passage("a", "1"));
    var change = news(2, came("b", "1"));
    hear(change);
    put("later", 2, passage("b", "1"));
    hear(change);
    hear(news(1, went("b", "1")));

    assertEquals(Set.of("q", "later"), there());
  }

  @Test
  void ofAGroupTheLatestComeFirst() throws Exception {
    for (var i = 0; i < 20; i++) {
      put("q" + i, "group", 100, 1, passage("a", String.valueOf(i)));
      pause();
    }
    hear(news(2, went("a", "18")));
    put("other", "another", 100, 2);

    var kept = get(shelf().ofGroup(HANDBOOK, "group")).stream().map(Kept::key).toList();
    assertEquals(List.of("q19", "q17", "q16"), kept.subList(0, 3));
    assertEquals(7, kept.size());
    assertEquals(List.of(), get(shelf().ofGroup(HANDBOOK, "none")));
  }

  /** Until what is put now is later than what was put before. */
  abstract void pause();

  @Test
  void aFloodOfKeysStaysWithinTheBound() throws Exception {
    for (var i = 0; i < 500; i++) {
      put("q" + i, "g", 300, 1, passage("d" + i % 70, "1"), passage("d" + i % 30, "2"));
      assertTrue(bytes() <= BOUND, () -> "too much is kept");
    }
    var left = there().size();
    assertTrue(left > 5 && left <= BOUND / 300, () -> left + " left");

    for (var i = 0; i < 70; i++) {
      hear(news(2 + i, went("d" + i, "1", "2")));
    }
    assertEquals(Set.of(), there());
    assertEquals(0, bytes());
  }

  abstract long bytes() throws Exception;

  @Test
  void whatIsLargerThanTheShelfIsNotKept() throws Exception {
    put("small", 1);
    assertEquals(Outcome.NO_ROOM, put("q", "g", BOUND + 1, 1, passage("a", "1")));

    assertEquals(Set.of("small"), there());
  }

  @Test
  void whatIsRemovedIsGone() throws Exception {
    put("q", 1, passage("a", "1"), passage("b", "1"), wholeOf("c"));
    get(shelf().remove(HANDBOOK, "q"));
    get(shelf().remove(HANDBOOK, "q"));
    get(shelf().remove(HANDBOOK, "never there"));

    assertEquals(Set.of(), there());
    assertEquals(0, bytes());
  }

  @Test
  void nothingRestsOnAPassageThatIsGoneAndNothingElseGoes() throws Exception {
    var served = 0;
    for (var seed = 0; seed < races(); seed++) {
      served += new Race(seed).run();
    }
    assertTrue(served > races(), "hardly anything was left to look at");
  }

  /** What a search found. */
  private record Found(List<Basis> basis, long epoch) {}

  /**
   * Answers are made from what a search found some time ago, while the collection changes, and news of that
   * come later. Whatever the order, after each step exactly those answers are on the shelf all of whose
   * passages have been searched without a break from when they were found until the latest news.
   */
  private final class Race {
    private static final int STEPS = 40;
    private static final int KEYS = 8;

    private final long seed;
    private final Random random;
    private final Corpus corpus;
    private final List<Found> found = new ArrayList<>();
    private final Map<String, Found> kept = new HashMap<>();
    private long heard;

    Race(long seed) throws Exception {
      this.seed = seed;
      this.random = new Random(seed);
      this.corpus = new Corpus(random);
      this.heard = corpus.epoch();
      beginAt(heard);
    }

    int run() throws Exception {
      for (var step = 0; step < STEPS; step++) {
        step();
        check();
      }
      while (heard < corpus.epoch()) {
        hearNext();
      }
      check();
      return there().size();
    }

    private void step() throws Exception {
      switch (random.nextInt(6)) {
        case 0 -> corpus.change();
        case 1 -> found.add(new Found(corpus.find(), corpus.epoch()));
        case 2, 3 -> store();
        case 4 -> hearNext();
        default -> confirmOne();
      }
    }

    /** From any search so far: an answer takes its time. */
    private void store() throws Exception {
      if (!found.isEmpty()) {
        var from = found.get(random.nextInt(found.size()));
        var key = "k" + random.nextInt(KEYS);
        var stored = put(key, from.epoch(), from.basis().toArray(Basis[]::new)) == Outcome.KEPT;
        if (stored) {
          kept.put(key, from);
        }
        assertEquals(isSearchedStill(from), stored, () -> "storing, seed " + seed);
      }
    }

    /** By any search so far, also one that knows of more than was heard here. */
    private void confirmOne() throws Exception {
      if (!found.isEmpty()) {
        confirm("k" + random.nextInt(KEYS), found.get(random.nextInt(found.size())).epoch());
      }
    }

    private void hearNext() {
      if (heard < corpus.epoch()) {
        heard++;
        hear(corpus.newsOf(heard));
      }
    }

    private void check() throws Exception {
      var wanted = kept.entrySet().stream().filter(entry -> isSearchedStill(entry.getValue()))
          .map(Map.Entry::getKey).collect(Collectors.toSet());
      assertEquals(wanted, there(), () -> "seed " + seed);
    }

    /** As far as can be known here; what was found later than the latest news is true. */
    private boolean isSearchedStill(Found from) {
      return from.basis().stream()
          .allMatch(basis -> corpus.isUntouched(basis, from.epoch(), heard));
    }
  }
}
