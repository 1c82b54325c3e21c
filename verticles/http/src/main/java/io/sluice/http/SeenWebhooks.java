package io.sluice.http;

import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of the last minutes by their signatures, so that none is done twice. Only those that
 * were signed rightly come here. They are kept in two generations, the older of which is forgotten as
 * a whole once it is too old to be believed anyway. For all event loops.
 */
final class SeenWebhooks implements Shareable {
  private static final int MAX_KEPT = 100_000;
  /** From the earliest moment a signature is believed to the last one. */
  private static final Duration GENERATION = Signature.WINDOW.multipliedBy(2);

  private Map<String, Seen> young = new HashMap<>();
  private Map<String, Seen> old = new HashMap<>();
  private Instant since = Instant.EPOCH;

  /** What is known of a webhook. */
  sealed interface Seen {

    /** It is to be done now, and the outcome to be told here. */
    record New() implements Seen {}

    /** It is being done. */
    record Working() implements Seen {}

    /** It was done. */
    record Done(Object answer) implements Seen {}

    /** Too many are known to know another one. */
    record Full() implements Seen {}
  }

  synchronized Seen begin(String signature, Instant now) {
    if (!now.isBefore(since.plus(GENERATION))) {
      old = now.isBefore(since.plus(GENERATION.multipliedBy(2))) ? young : new HashMap<>();
      young = new HashMap<>();
      since = now;
    }
    var known = known(signature);
    if (known != null) {
      return known;
    }
    if (young.size() >= MAX_KEPT) {
      return new Seen.Full();
    }
    young.put(signature, new Seen.Working());
    return new Seen.New();
  }

  synchronized void done(String signature, Object answer) {
    young.put(signature, new Seen.Done(answer));
  }

  /** It came to nothing, and may be tried again. */
  synchronized void failed(String signature) {
    young.remove(signature);
    old.remove(signature);
  }

  private @Nullable Seen known(String signature) {
    var known = young.get(signature);
    return known == null ? old.get(signature) : known;
  }
}
