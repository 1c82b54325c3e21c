package io.sluice.http;

import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Right;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who was let in a moment ago and, as admission said, need not be asked about again: any number of times,
 * or as often as was counted ahead. Of one event loop.
 */
final class Held {
  private static final int MOST = 1_000;

  private final Map<Shown, Lease> held = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Shown, Lease> eldest) {
      return size() > MOST;
    }
  };

  /**
   * What somebody shows.
   *
   * @param address null where it does not matter
   */
  private record Shown(@Nullable String credential, Right right, @Nullable String address) {}

  /** Null where admission has to be asked. */
  @Nullable
  Admitted take(@Nullable String credential, Right right, String address, boolean counts) {
    var anywhere = held.get(new Shown(credential, right, null));
    if (anywhere != null && anywhere.holds()) {
      return anywhere.admitted();
    }
    var here = counts ? held.get(new Shown(credential, right, address)) : null;
    return here == null ? null : here.take();
  }

  /** How many more are worth to be counted with the next one. Who is told asks for them. */
  int wanted(@Nullable String credential, Right right, String address) {
    var here = held.get(new Shown(credential, right, address));
    return here == null ? 0 : here.next();
  }

  /** Notes what admission said, and says how it is to be told. */
  Admitted keep(Admit request, Admitted admitted) {
    if (admitted.more() != null) {
      return request.counts()
          ? held.merge(new Shown(request.credential(), request.right(), request.address()),
              new Lease(admitted, null), (before, _) -> new Lease(admitted, before)).told()
          : admitted;
    }
    if (admitted.holdsForMs() > 0) {
      held.put(new Shown(request.credential(), request.right(), null), new Lease(admitted, null));
    }
    return admitted;
  }
}
