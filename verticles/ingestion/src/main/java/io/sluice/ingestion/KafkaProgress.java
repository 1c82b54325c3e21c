package io.sluice.ingestion;

import java.util.Base64;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition is done with.
 *
 * <p>Kafka keeps one offset for a partition, below which all is done. Records are done with out of
 * order, so what is done above it goes along as the commit's metadata, a bit for each offset: whoever
 * goes on with the partition does none of it again. Used by one thread at a time.
 */
final class KafkaProgress {
  /** So many offsets fit into what brokers keep as metadata (4096 bytes) with room to spare. */
  static final int LONGEST_SPAN = 16_384;
  private static final String FORM = "done:";
  private static final Commit NOTHING = new Commit(0, "");

  private final NavigableSet<Long> open = new TreeSet<>();
  private final NavigableSet<Long> done = new TreeSet<>();
  private @Nullable Commit committed;
  private long next;

  /** What Kafka is to keep: all below the offset is done, and what the metadata says. */
  record Commit(long offset, String metadata) {}

  private KafkaProgress(@Nullable Commit committed) {
    this.committed = committed;
    if (committed != null) {
      next = committed.offset();
      bits(committed).stream().forEach(bit -> done.add(committed.offset() + bit));
    }
  }

  /** Goes on where the last owner of the partition stopped; null where there was none. */
  static KafkaProgress from(@Nullable Commit committed) {
    return new KafkaProgress(committed);
  }

  /** Whether the record at this offset is still to be done; it counts as taken then. */
  boolean take(long offset) {
    next = Math.max(next, offset + 1);
    return !done.contains(offset) && open.add(offset);
  }

  void finish(long offset) {
    if (open.remove(offset)) {
      done.add(offset);
    }
  }

  /** Whether the record at this offset is to come, again or for the first time. */
  boolean isExpected(long offset) {
    return (committed == null || offset >= committed.offset()) && !done.contains(offset);
  }

  /** Whether so much is done above what is not that no more may be taken. */
  boolean isTooFarAhead() {
    return !open.isEmpty() && next - open.first() >= LONGEST_SPAN / 2;
  }

  /** What is to be committed; null where Kafka has it already, or nothing was taken yet. */
  @Nullable
  Commit uncommitted() {
    var offset = open.isEmpty() ? next : open.first();
    done.headSet(offset).clear();
    var now = new Commit(offset, metadata(offset));
    return now.equals(committed) || (committed == null && now.equals(NOTHING)) ? null : now;
  }

  /** Kafka has it. */
  void committed(Commit commit) {
    committed = commit;
  }

  private String metadata(long offset) {
    if (done.isEmpty()) {
      return "";
    }
    var bits = new BitSet();
    done.subSet(offset, offset + LONGEST_SPAN).forEach(at -> bits.set((int) (at - offset)));
    return FORM + Base64.getEncoder().withoutPadding().encodeToString(bits.toByteArray());
  }

  /** Of what others wrote there, nothing is known to be done. */
  private static BitSet bits(Commit commit) {
    var metadata = Objects.requireNonNullElse(commit.metadata(), "");
    if (!metadata.startsWith(FORM)) {
      return new BitSet();
    }
    try {
      return BitSet.valueOf(Base64.getDecoder().decode(metadata.substring(FORM.length())));
    } catch (IllegalArgumentException e) {
      return new BitSet();
    }
  }
}
