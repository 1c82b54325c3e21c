package io.sluice.admission.keys;

import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys there are, at one time. */
public final class KeyRing {
  public static final KeyRing EMPTY = new KeyRing(List.of());

  private final Map<String, Key> byId;

  KeyRing(List<Key> keys) {
    this.byId = keys.stream().collect(Collectors.toMap(Key::id, Function.identity()));
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** The one that is opened by what somebody shows. */
  public Reply<Key> open(String shown, Instant now) {
    var secret = Secret.read(shown);
    var key = secret == null ? null : byId.get(secret.id());
    if (secret == null || key == null || !key.isOpenedBy(secret, now)) {
      return Reply.refused(new Unauthenticated("there is no such key"));
    }
    var flaw = key.flaw(now);
    return flaw == null
        ? Reply.of(key)
        : Reply.refused(new Unauthenticated("the key is " + flaw));
  }

  /** By its id; null where there is none. */
  public @Nullable Key find(String id) {
    return byId.get(id);
  }
}
