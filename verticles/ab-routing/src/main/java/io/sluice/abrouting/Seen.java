package io.sluice.abrouting;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Askers of a variant who were counted, so that nobody counts twice, not over a restart either: the test of the
 * split takes each for a new one who was drawn by himself, and who is counted once a restart would weigh more
 * the more often the process starts. They are kept as hashes of four bytes, by which nobody is known again; of
 * a hundred thousand two share one about once, and the second is not counted, whatever his variant. Confined to
 * one context.
 */
final class Seen {
  /** So many show a wrong split, however little is wrong with it; more would only take memory. */
  static final int MOST = 100_000;

  private final Set<Integer> hashes = new HashSet<>();
  /** Null where it is not written yet. */
  private @Nullable String text;

  /**
   * What {@link #text} gave; none of null.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static Seen of(@Nullable String text) {
    var seen = new Seen();
    if (text != null) {
      var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      if (bytes.remaining() % Integer.BYTES != 0 || bytes.remaining() > MOST * Integer.BYTES) {
        throw new IllegalArgumentException("these are no hashes of askers");
      }
      while (bytes.hasRemaining()) {
        seen.hashes.add(bytes.getInt());
      }
    }
    return seen;
  }

  /** Whether he is to be counted: he was not, and there is room for one more. */
  boolean add(String variant, String asker) {
    var isNew = hashes.size() < MOST
        && hashes.add(Hash.of(variant + '\0' + asker).getInt());
    if (isNew) {
      text = null;
    }
    return isNew;
  }

  String text() {
    if (text == null) {
      var bytes = ByteBuffer.allocate(hashes.size() * Integer.BYTES);
      hashes.forEach(bytes::putInt);
      text = Base64.getEncoder().encodeToString(bytes.array());
    }
    return text;
  }
}
