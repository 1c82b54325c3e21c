package io.sluice.http;

import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Right;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who was let in a moment ago and, as admission said, need not be asked about again. Of one event loop. */
final class Held {
  private static final int MOST = 1_000;

  private final Map<Shown, Until> held = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Shown, Until> eldest) {
      return size() > MOST;
    }
  };

  private record Shown(@Nullable String credential, Right right) {}

  private record Until(Admitted admitted, long nanos) {}

  @Nullable
  Admitted find(@Nullable String credential, Right right) {
    var found = held.get(new Shown(credential, right));
    return found == null || found.nanos() - System.nanoTime() < 0 ? null : found.admitted();
  }

  void keep(@Nullable String credential, Right right, Admitted admitted) {
    if (admitted.holdsForMs() > 0) {
      held.put(new Shown(credential, right), new Until(admitted,
          System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(admitted.holdsForMs())));
    }
  }
}
