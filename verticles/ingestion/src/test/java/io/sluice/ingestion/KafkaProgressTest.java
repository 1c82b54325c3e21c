package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.ingestion.KafkaProgress.Commit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaProgressTest {
  /** The most that brokers keep beside an offset, by default. */
  private static final int MOST_METADATA = 4096;

  @Test
  void whereNothingWasTakenThereIsNothingToCommit() {
    assertNull(KafkaProgress.from(null).uncommitted());
    assertNull(KafkaProgress.from(new Commit(7, "")).uncommitted());
  }

  @Test
  void theLowestThatIsNotDoneIsCommitted() {
    var progress = KafkaProgress.from(null);
    LongStream.of(3, 4, 7).forEach(progress::take);
    progress.finish(4);
    assertEquals(3, committed(progress).offset());
    progress.finish(3);
    assertEquals(7, committed(progress).offset());
    progress.finish(7);

    assertEquals(new Commit(8, ""), committed(progress));
    progress.committed(committed(progress));
    assertNull(progress.uncommitted());
  }

  @Test
  void theNextOwnerDoesNothingAgain() {
    var progress = KafkaProgress.from(null);
    LongStream.range(0, 10).forEach(progress::take);
    LongStream.of(1, 2, 5, 9).forEach(progress::finish);

    var next = KafkaProgress.from(committed(progress));

    assertEquals(List.of(0L, 3L, 4L, 6L, 7L, 8L),
        LongStream.range(0, 10).filter(next::take).boxed().toList());
    assertFalse(KafkaProgress.from(committed(progress)).isExpected(5));
    assertTrue(KafkaProgress.from(committed(progress)).isExpected(6));
    assertFalse(KafkaProgress.from(new Commit(6, "")).isExpected(5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHandsOverWhenEachIsDoneOnce(long seed) {
    var random = new Random(seed);
    @Nullable
    Commit kept = null;
    var done = new HashSet<Long>();
    var progress = KafkaProgress.from(null);
    var open = new ArrayList<Long>();
    for (var at = 0L; at < 500;) {
      if (random.nextInt(50) == 0) { // another owner goes on from what Kafka keeps
        progress = KafkaProgress.from(kept);
        open.clear();
        at = kept == null ? 0 : kept.offset();
      }
      if (progress.take(at)) {
        assertFalse(done.contains(at), "done again: " + at);
        open.add(at);
      }
      at++;
      while (!open.isEmpty() && random.nextBoolean()) {
        var finished = open.remove(random.nextInt(open.size()));
        progress.finish(finished);
        done.add(finished);
        kept = committed(progress);
      }
    }
    open.forEach(done::add);
    assertEquals(500, done.size());
  }

  @Test
  void theMetadataStaysWithinWhatBrokersKeep() {
    var progress = KafkaProgress.from(null);
    LongStream.range(0, 100_000).forEach(offset -> {
      progress.take(offset);
      if (offset > 0) {
        progress.finish(offset);
      }
    });

    assertTrue(progress.isTooFarAhead());
    assertTrue(committed(progress).metadata().length() < MOST_METADATA);
  }

  @Test
  void aPartitionThatIsOnlySlowIsNotTooFarAhead() {
    var progress = KafkaProgress.from(new Commit(1_000_000, ""));
    progress.take(1_000_000);
    assertFalse(progress.isTooFarAhead());
    progress.finish(1_000_000);
    progress.take(9_000_000);
    assertFalse(progress.isTooFarAhead());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "done:", "done:!", "of another program", "done:AAAA"})
  void ofWhatOthersWroteNothingIsTakenAsDone(String metadata) {
    assertTrue(KafkaProgress.from(new Commit(5, metadata)).take(5));
  }

  private static Commit committed(KafkaProgress progress) {
    var commit = progress.uncommitted();
    assertNotNull(commit);
    return commit;
  }
}
