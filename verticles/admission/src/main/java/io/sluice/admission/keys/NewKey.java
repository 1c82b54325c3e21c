package io.sluice.admission.keys;

import io.sluice.admission.keys.Key.KeyLimits;
import io.sluice.message.Admission.Right;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key is to be, before it has a secret. */
public record NewKey(String name, String tenant, List<String> principals, Set<Right> rights,
    KeyLimits limits, @Nullable Instant expiresAt) {
  public NewKey {
    principals = List.copyOf(principals);
    rights = Set.copyOf(rights);
  }
}
