package io.sluice.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Answers are made from what a search found some time ago, while the collection changes, and news of that
 * come later. Whatever the order, after each step exactly those answers are on the shelf all of whose
 * passages have been searched without a break from when they were found until the latest news.
 */
class ShelfRaceTest {
  private static final int RUNS = 10_000;
  private static final int STEPS = 40;
  private static final int KEYS = 8;

  private static final Tally TALLY = Samples.tally();

  @Test
  void nothingRestsOnAPassageThatIsGoneAndNothingElseGoes() {
    var served = 0;
    for (var seed = 0; seed < RUNS; seed++) {
      var race = new Race(seed);
      for (var step = 0; step < STEPS; step++) {
        race.step();
        race.check();
      }
      race.hearAll();
      race.check();
      served += race.shelf.all().size();
    }
    assertEquals(RUNS, Math.min(RUNS, served), "hardly anything was left to look at");
  }

  /** What a search found. */
  private record Found(List<Basis> basis, long epoch) {}

  private static final class Race {
    private final long seed;
    private final Random random;
    private final Corpus corpus;
    private final List<Found> found = new ArrayList<>();
    private final Map<Integer, Found> kept = new HashMap<>();
    private final Histories histories = new Histories();
    private final Shelf<Integer, String> shelf = new Shelf<>(1 << 20, Duration.ofHours(1),
        histories, () -> 0, TALLY, (_, _) -> {});
    private long heard;

    Race(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.corpus = new Corpus(random);
      this.heard = corpus.epoch();
    }

    void step() {
      switch (random.nextInt(6)) {
        case 0 -> corpus.change();
        case 1 -> found.add(new Found(corpus.find(), corpus.epoch()));
        case 2, 3 -> store();
        case 4 -> hear();
        default -> confirm();
      }
    }

    /** From any search so far: an answer takes its time. */
    private void store() {
      if (!found.isEmpty()) {
        var from = found.get(random.nextInt(found.size()));
        var key = random.nextInt(KEYS);
        var item = new Item<>(new Collection(Samples.TENANT, Samples.HANDBOOK), "answer",
            from.basis(), from.epoch(), 0, 100);
        var stored = shelf.put(key, item);
        if (stored) {
          kept.put(key, from);
        }
        assertEquals(isSearchedStill(from), stored, () -> "storing, seed " + seed);
      }
    }

    /** By any search so far, also one that knows of more than was heard here. */
    private void confirm() {
      if (!found.isEmpty()) {
        shelf.confirm(random.nextInt(KEYS), found.get(random.nextInt(found.size())).epoch());
      }
    }

    private void hear() {
      if (heard < corpus.epoch()) {
        heard++;
        var news = corpus.newsOf(heard);
        histories.hear(news);
        shelf.hear(news);
      }
    }

    void hearAll() {
      while (heard < corpus.epoch()) {
        hear();
      }
    }

    void check() {
      var wanted = kept.entrySet().stream().filter(entry -> isSearchedStill(entry.getValue()))
          .map(Map.Entry::getKey).collect(Collectors.toSet());
      assertEquals(wanted, shelf.all().keySet(), () -> "seed " + seed);
    }

    /** As far as can be known here; what was found later than the latest news is true. */
    private boolean isSearchedStill(Found from) {
      return from.basis().stream()
          .allMatch(basis -> corpus.isUntouched(basis, from.epoch(), heard));
    }
  }
}
