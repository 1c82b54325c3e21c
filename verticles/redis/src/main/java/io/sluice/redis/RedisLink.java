package io.sluice.redis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis that may not be there. While it is not, nobody waits for it: everything fails at once, and it is
 * asked once a second whether it is back.
 */
public final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Script GIVE_BACK = Script.beside(RedisLink.class, "give-back.lua");
  private static final long RETRY_MS = 1000;
  /** The first connection takes its time, with all the classes it is the first to want. */
  private static final long START_MS = 3000;
  /** A connection that says nothing for so long may lead nowhere, and is opened anew. */
  private static final int SILENT_S = 10;
  private static final int CONNECTIONS = 16;
  private static final int WAITING = 4096;
  private static final int FAILURES = 3;
  private static final double CLOSED = 0;
  private static final double OPEN = 2;
  /** Errors of a server that is there but cannot be worked with now. */
  private static final Set<String> NOT_READY = Set.of("LOADING", "MASTERDOWN", "CLUSTERDOWN",
      "READONLY", "NOAUTH", "WRONGPASS", "TRYAGAIN");

  private final Vertx vertx;
  private final RedisConfig config;
  private final Redis redis;
  private final CircuitBreaker breaker;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean full = new AtomicBoolean();
  private volatile String why = "";
  private final long pinging;

  private RedisLink(Vertx vertx, RedisConfig config, MeterRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.redis = Redis.createClient(vertx, options(config));
    this.breaker = CircuitBreaker
        .create("redis", vertx, new CircuitBreakerOptions().setMaxFailures(FAILURES)
            .setTimeout(config.within().toMillis()).setResetTimeout(RETRY_MS))
        .<Response>failurePolicy(done -> done.failed() && !isAnswer(done.cause()))
        .openHandler(_ -> isAway())
        .closeHandler(_ -> isBack());
    Gauge.builder("rag.circuit.state", this, RedisLink::state).tag("name", "redis")
        .description("0 closed, 2 open, also while it is looked for").register(registry);
    this.pinging = vertx.setPeriodic(RETRY_MS, _ -> look());
  }

  /** A link that is up or down once this is done; that it is down is no failure. */
  public static Future<RedisLink> open(Vertx vertx, RedisConfig config, MeterRegistry registry) {
    var link = new RedisLink(vertx, config, registry);
    return link.redis.send(Request.cmd(Command.PING)).timeout(START_MS, TimeUnit.MILLISECONDS)
        .map(_ -> {
          LOG.info("nodes share what is in Redis mode={} prefix={}", config.mode(),
              config.prefix());
          return link;
        }).otherwise(failure -> {
          link.note(failure);
          link.breaker.open();
          return link;
        });
  }

  private static RedisOptions options(RedisConfig config) {
    var options = new RedisOptions().setType(switch (config.mode()) {
      case SINGLE -> RedisClientType.STANDALONE;
      case SENTINEL -> RedisClientType.SENTINEL;
      case CLUSTER -> RedisClientType.CLUSTER;
    }).setMasterName(config.master()).setRole(RedisRole.MASTER).setMaxPoolSize(CONNECTIONS)
        .setMaxPoolWaiting(WAITING).setAutoFailover(config.mode() == RedisConfig.Mode.SENTINEL)
        .setNetClientOptions(new NetClientOptions().setTcpNoDelay(true)
            .setConnectTimeout((int) config.within().toMillis())
            .setReadIdleTimeout(SILENT_S).setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setHostnameVerificationAlgorithm("HTTPS"));
    config.urls().forEach(options::addConnectionString);
    return options;
  }

  /** Whether it is worth asking. */
  public boolean isUp() {
    return breaker.state() == CircuitBreakerState.CLOSED;
  }

  /** Why it is not there; null where it is. */
  public @Nullable String trouble() {
    return away.get() ? "it cannot be reached: " + why : null;
  }

  /** Is run each time that Redis is there again, having been away. */
  public void whenBack(Runnable listener) {
    listeners.add(listener);
  }

  /** Also each time that it was looked for in vain. */
  private void isAway() {
    if (away.compareAndSet(false, true)) {
      LOG.warn("Redis cannot be reached: each node is on its own why={}", why);
    }
  }

  private void isBack() {
    away.set(false);
    LOG.info("Redis is there again");
    listeners.forEach(Runnable::run);
  }

  /** A key of this gateway's own. */
  public String key(String name) {
    return config.prefix() + ":" + name;
  }

  /** Fails at once where Redis is not there, and in time where it does not answer. */
  public Future<Response> send(Request request) {
    return isUp() ? guarded(() -> redis.send(request)) : Future.failedFuture("Redis is not there");
  }

  /**
   * Runs a script.
   *
   * @param arguments adds what it is given beside the keys
   */
  public Future<Response> run(Script script, List<String> keys, Consumer<Request> arguments) {
    return send(request(Command.EVALSHA, script.digest(), keys, arguments))
        .recover(why -> isUnknownScript(why)
            ? send(request(Command.EVAL, script.text(), keys, arguments))
            : Future.failedFuture(why));
  }

  /** Deletes what this one set, and nothing that another did since. Nobody waits: it goes by itself, too. */
  public Future<Void> giveBack(String key, String value) {
    return run(GIVE_BACK, List.of(key), request -> request.arg(value))
        .onFailure(why -> LOG.debug("not given back key={} why={}", key, why.getMessage()))
        .<Void>mapEmpty().otherwiseEmpty();
  }

  /** A connection for one who waits on it; when it breaks, it is gone for good. */
  Future<RedisConnection> connect() {
    return redis.connect();
  }

  Vertx vertx() {
    return vertx;
  }

  /** To be called once. */
  public Future<Void> close() {
    vertx.cancelTimer(pinging);
    breaker.close();
    return redis.close();
  }

  /** Also while nobody needs it: who looks at the gauge is to see that it has gone. */
  private void look() {
    ping().onFailure(why -> LOG.debug("no Redis: {}", why.getMessage()));
  }

  private Future<Response> ping() {
    return guarded(() -> redis.send(Request.cmd(Command.PING)));
  }

  private Future<Response> guarded(Supplier<Future<Response>> work) {
    return breaker.execute(work).onFailure(this::note);
  }

  private void note(Throwable failure) {
    if (!isAnswer(failure)) {
      why = String.valueOf(failure.getMessage());
    } else if (String.valueOf(failure.getMessage()).contains("OOM") && !full.getAndSet(true)) {
      LOG.warn("Redis is full and takes nothing more: each node keeps what it makes for itself");
      vertx.setTimer(TimeUnit.MINUTES.toMillis(1), _ -> full.set(false));
    }
  }

  private static Request request(Command command, String script, List<String> keys,
      Consumer<Request> arguments) {
    var request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.accept(request);
    return request;
  }

  private static boolean isUnknownScript(Throwable why) {
    return why instanceof Response && String.valueOf(why).startsWith("NOSCRIPT");
  }

  /** An error that says that the server is there and works. */
  private static boolean isAnswer(Throwable why) {
    return why instanceof Response answer && answer.type() == ResponseType.ERROR
        && !NOT_READY.contains(String.valueOf(why).split(" ", 2)[0]);
  }

  private double state() {
    return away.get() ? OPEN : CLOSED;
  }
}
