package io.sluice.admission;

import io.sluice.admission.keys.Key;
import io.sluice.admission.keys.KeyRing;
import io.sluice.admission.keys.Secret;
import io.sluice.admission.limits.Quota;
import io.sluice.admission.tokens.Bearer;
import io.sluice.admission.tokens.Tokens;
import io.sluice.message.Admission.Right;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out who somebody is by what is shown. */
final class Doorkeeper {
  private static final String KEY = "key:";

  private final AdmissionConfig config;
  private final Supplier<KeyRing> keys;
  private final @Nullable Tokens tokens;
  private final Clock clock;

  /**
   * @param keys those that there are now
   * @param tokens null where none are believed
   */
  Doorkeeper(AdmissionConfig config, Supplier<KeyRing> keys, @Nullable Tokens tokens,
      Clock clock) {
    this.config = config;
    this.keys = keys;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What is shown counts also where nothing needs to be: it may be another tenant's. */
  Future<Reply<Identity>> identify(@Nullable String credential) {
    if (credential != null && Secret.isMeant(credential)) {
      return Future.succeededFuture(switch (keys.get().open(credential, clock.instant())) {
        case Answered<Key>(Key key) -> Reply.of(of(key));
        case Refused<Key>(Refusal why) -> Reply.refused(why);
      });
    }
    if (credential != null && tokens != null && Tokens.isMeant(credential)) {
      return tokens.read(credential).map(reply -> reply.map(this::of));
    }
    if (config.isOpen()) {
      // Clients of OpenAI send something always.
      return Future.succeededFuture(Reply.of(anybody()));
    }
    return Future.succeededFuture(Reply.refused(new Unauthenticated(credential == null
        ? "a key is needed: Authorization: Bearer …"
        : "there is no such key")));
  }

  /** How much an account may have that was identified before. */
  Quota quota(String account) {
    var key = account.startsWith(KEY) ? keys.get().find(account.substring(KEY.length())) : null;
    return key == null ? config.quota() : quota(key);
  }

  private Identity anybody() {
    return new Identity(null, CallInfo.DEFAULT_TENANT, List.of(), EnumSet.allOf(Right.class),
        config.quota());
  }

  private Identity of(Key key) {
    return new Identity(KEY + key.id(), key.tenant(), key.principals(), key.rights(), quota(key));
  }

  private Identity of(Bearer bearer) {
    return new Identity("user:" + bearer.tenant() + "/" + bearer.subject(), bearer.tenant(),
        bearer.principals(), bearer.rights(), config.quota());
  }

  private Quota quota(Key key) {
    var own = key.limits();
    return new Quota(or(own.requestsPerMinute(), config.requestsPerMinute()),
        or(own.burst(), own.requestsPerMinute() == null ? config.burst() : 0),
        or(own.tokensPerMinute(), config.tokensPerMinute()),
        own.usdPerDay() == null ? config.usdPerDay() : own.usdPerDay());
  }

  private static int or(@Nullable Integer own, int ofAll) {
    return own == null ? ofAll : own;
  }
}
