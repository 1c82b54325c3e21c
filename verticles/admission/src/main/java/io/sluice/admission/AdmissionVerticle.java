package io.sluice.admission;

import io.sluice.admission.keys.AuditLog;
import io.sluice.admission.keys.KeyFile;
import io.sluice.admission.keys.KeyRing;
import io.sluice.admission.limits.Limits;
import io.sluice.admission.limits.Verdict;
import io.sluice.admission.limits.Verdict.Enough;
import io.sluice.admission.limits.Verdict.TooMuch;
import io.sluice.admission.tokens.Tokens;
import io.sluice.bus.Bus;
import io.sluice.message.Admission;
import io.sluice.message.Admission.ActNoted;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Afford;
import io.sluice.message.Admission.Affordable;
import io.sluice.message.Admission.Allowance;
import io.sluice.message.Admission.Charge;
import io.sluice.message.Admission.Charged;
import io.sluice.message.Admission.NoteAct;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who may do what, and how much of it. To be deployed once on a node, on an event loop. Keys that are
 * made or revoked while it runs count within a second or so.
 */
public final class AdmissionVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AdmissionVerticle.class);
  private static final long LOOK_MS = 500;
  /** What is spent meanwhile is not noticed before it is over. */
  private static final long COUNTED_AHEAD_MS = 100;
  private static final int MOST_AHEAD = 64;
  private static final String ADDRESS = "address:";

  private final Bus bus;
  private final AdmissionConfig config;
  private final @Nullable RedisLink redis;
  private final Clock clock;
  private final KeyFile file;
  private final AuditLog audit;
  private KeyRing keys = KeyRing.EMPTY;
  private @Nullable Object mark;
  private boolean looking;
  private @Nullable Limits limits;

  /**
   * An actor that is to be deployed.
   *
   * @param redis where nodes count together; null where this one counts alone
   */
  public AdmissionVerticle(Bus bus, AdmissionConfig config, @Nullable RedisLink redis) {
    this(bus, config, redis, Clock.systemUTC());
  }

  AdmissionVerticle(Bus bus, AdmissionConfig config, @Nullable RedisLink redis, Clock clock) {
    this.bus = bus;
    this.config = config;
    this.redis = redis;
    this.clock = clock;
    this.file = new KeyFile(config.path(), clock);
    this.audit = new AuditLog(config.path(), clock);
  }

  @Override
  public Future<?> start() {
    var tokens = config.jwt().isUsed() ? new Tokens(vertx, config.jwt(), clock) : null;
    var doorkeeper = new Doorkeeper(config, () -> keys, tokens, clock);
    return read().compose(_ -> redis == null
        ? Limits.inMemory(vertx, clock, config.path())
        : Future.succeededFuture(Limits.shared(vertx, clock, redis)))
        .compose(ready -> {
          limits = ready;
          vertx.setPeriodic(LOOK_MS, _ -> look());
          if (!config.isOpen() && keys.isEmpty() && tokens == null) {
            LOG.warn("keys are required, and there are none: make one with `sluice keys create`");
          }
          return Future.all(
              bus.serve(Admission.ADMIT, (request, _) -> admit(request, doorkeeper, ready)),
              bus.serve(Admission.NOTE_ACT, (act, _) -> note(act)),
              bus.serve(Admission.AFFORD, (afford, _) -> afford(afford, doorkeeper, ready)),
              bus.serve(Admission.CHARGE, (charge, _) -> charge(charge, doorkeeper, ready)));
        });
  }

  @Override
  public Future<?> stop() {
    return limits == null ? Future.succeededFuture() : limits.save();
  }

  /** Addresses first: who tries keys is not to find out any quicker. */
  private Future<Reply<Admitted>> admit(Admit request, Doorkeeper doorkeeper, Limits ready) {
    var more = request.counts() && request.more() != null
        ? Math.clamp(request.more(), 0, MOST_AHEAD)
        : 0;
    return ready.takeFrom(request.address(), config.addressQuota(), 1 + more)
        .compose(verdict -> switch (verdict) {
          case TooMuch(Refusal why) -> more > 0 ? alone(request, doorkeeper, ready) : refused(why);
          case Enough _ -> doorkeeper.identify(request.credential())
              .compose(reply -> switch (reply) {
                case Refused<Identity>(Refusal why) -> refused(why);
                case Answered<Identity>(Identity who) -> admit(who, request, more, ready);
              });
        });
  }

  /** Of what is left it is enough, if not for those to come. */
  private Future<Reply<Admitted>> alone(Admit request, Doorkeeper doorkeeper, Limits ready) {
    return admit(new Admit(request.credential(), request.address(), request.right(), true),
        doorkeeper, ready);
  }

  private Future<Reply<Admitted>> admit(Identity who, Admit request, int more, Limits ready) {
    if (!who.rights().contains(request.right())) {
      return refused(new Forbidden("this key has not the right to "
          + request.right().name().toLowerCase(Locale.ROOT)));
    }
    var account = who.account() == null ? ADDRESS + request.address() : who.account();
    return ready.take(account, who.quota(), request.counts() ? 1 + more : 0)
        .compose(verdict -> switch (verdict) {
          case TooMuch(Refusal why) -> more > 0 ? admit(who, request, 0, ready) : refused(why);
          case Enough(var allowance, var usd) ->
            Future.succeededFuture(Reply.of(admitted(who, account, allowance, usd, more)));
        });
  }

  /**
   * What is counted nowhere need not be asked for each time, and what is counted already neither; a key
   * that is revoked closes as soon.
   */
  private Admitted admitted(Identity who, String account, @Nullable Allowance allowance,
      @Nullable Double usd, int more) {
    var counted = !who.quota().isUnlimited() || config.addressRequestsPerMinute() > 0;
    return new Admitted(who.tenant(), who.principals(),
        who.account() == null && !who.quota().isCharged() ? null : account, usd, allowance,
        !counted ? LOOK_MS : more > 0 ? COUNTED_AHEAD_MS : 0, counted ? more : null);
  }

  private static Future<Reply<Affordable>> afford(Afford afford, Doorkeeper doorkeeper,
      Limits ready) {
    return ready.take(afford.account(), doorkeeper.quota(afford.account()), 0)
        .map(verdict -> switch (verdict) {
          case TooMuch(Refusal why) -> Reply.refused(why);
          case Enough(_, var usd) -> Reply.of(new Affordable(usd));
        });
  }

  private static Future<Reply<Charged>> charge(Charge charge, Doorkeeper doorkeeper,
      Limits ready) {
    return ready.charge(charge.account(), doorkeeper.quota(charge.account()), charge.tokens(),
        charge.costUsd()).map(_ -> Reply.of(new Charged()));
  }

  private Future<Reply<ActNoted>> note(NoteAct act) {
    return vertx.executeBlocking(() -> {
      audit.add(new AuditLog.Act(act.what(), act.status(), act.who(), act.address()));
      return Reply.of(new ActNoted());
    }).map(Objects::requireNonNull)
        .onFailure(why -> LOG.error("not written to the audit log: {}", act, why));
  }

  private static <A> Future<Reply<A>> refused(Refusal why) {
    return Future.succeededFuture(Reply.refused(why));
  }

  /** Keys that can be read no more are kept as they were; those of a file that is gone open nothing. */
  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    vertx.executeBlocking(file::mark).compose(now -> Objects.equals(now, mark)
        ? Future.succeededFuture()
        : read().onSuccess(_ -> LOG.info("keys were changed")))
        .onFailure(why -> LOG.error("keys cannot be read, those of before count on: {}",
            why.getMessage()))
        .onComplete(_ -> looking = false);
  }

  private Future<?> read() {
    return vertx.executeBlocking(() -> Read.of(file)).onSuccess(read -> {
      keys = read.keys();
      mark = read.mark();
    });
  }

  /** The mark of before: what changes meanwhile is read again. */
  private record Read(@Nullable Object mark, KeyRing keys) {

    static Read of(KeyFile file) throws IOException {
      return new Read(file.mark(), file.ring());
    }
  }
}
