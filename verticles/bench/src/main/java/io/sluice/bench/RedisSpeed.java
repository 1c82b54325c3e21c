package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.bus.Wire;
import io.sluice.cache.CacheVerticle;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Caching;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.Scope;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** What an answer takes that another node keeps in Redis, beside a plain GET of the same bytes. */
final class RedisSpeed {
  private static final String WHAT = "an answer in Redis";
  private static final Scope SCOPE = new Scope("default", "control", "bench", null, Filters.NONE,
      null, null, "en", null);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int QUESTION = 10;
  private static final int ANSWER = 500;
  private static final int AT_ONCE = 16;

  private final Settings settings;
  private final Vertx vertx;
  private final Bus bus;
  private final Redis raw;
  private final List<String> questions;
  private final String text;

  private RedisSpeed(Settings settings, Vertx vertx, Bus bus, Redis raw) {
    this.settings = settings;
    this.vertx = vertx;
    this.bus = bus;
    this.raw = raw;
    this.questions = new PlainEnglish().texts(settings.texts(), QUESTION);
    this.text = new PlainEnglish().texts(1, ANSWER).getFirst();
  }

  static List<Row> measure(Settings settings) throws Exception {
    return measure(settings, RedisServer::open);
  }

  /** With the Redis that is started like that. */
  static List<Row> measure(Settings settings, Callable<RedisServer> start) throws Exception {
    RedisServer redis;
    try {
      redis = start.call();
    } catch (IOException e) {
      return List.of(new Row.Skipped(WHAT,
          "no Redis, which comes from Maven or with the package redis-server: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
    try (redis) {
      return measure(settings, redis);
    }
  }

  private static List<Row> measure(Settings settings, RedisServer redis) throws Exception {
    var vertx = Vertx.vertx();
    try {
      var bus = Bus.on(vertx);
      Wait.until(bus.serve(Retrieval.FIND_EPOCH,
          (_, _) -> Future.succeededFuture(Reply.of(new EpochFound(1)))));
      var link = Wait.until(RedisLink.open(vertx, new RedisConfig(redis.url(),
          RedisConfig.Mode.SINGLE, "mymaster", "bench", PATIENCE), new SimpleMeterRegistry()));
      Wait.until(vertx.deployVerticle(
          new CacheVerticle(bus, CacheSpeed.CONFIG, link, new SimpleMeterRegistry())));
      var raw = Redis.createClient(vertx, new RedisOptions().setConnectionString(redis.url())
          .setMaxPoolSize(AT_ONCE).setMaxPoolWaiting(AT_ONCE));
      var speed = new RedisSpeed(settings, vertx, bus, raw);
      var bytes = speed.fill();
      return List.of(speed.row(1, bytes), speed.row(AT_ONCE, bytes));
    } finally {
      Wait.until(vertx.close());
    }
  }

  private Row row(int atOnce, int bytes) throws Exception {
    return Turns.take(settings.rounds(), () -> micros(atOnce, this::find),
        () -> micros(atOnce, this::get))
        .row(WHAT + ", %d at a time / GET of its %d bytes".formatted(atOnce, bytes),
            Row.Kind.MILLIS, time -> time / 1000, "≤ 2");
  }

  private interface Work {
    Future<?> run(int i);
  }

  /** Of one, on average. */
  private double micros(int atOnce, Work work) throws Exception {
    var count = 10 * questions.size();
    var start = System.nanoTime();
    Wait.until(InFlight.run(vertx.getOrCreateContext(), count, atOnce,
        i -> work.run(i % questions.size())));
    return (System.nanoTime() - start) / 1e3 / count;
  }

  private Future<?> find(int i) {
    return bus.ask(Caching.LOOK_UP, new LookUp(SCOPE, questions.get(i), false, null, null, false),
        CallInfo.within(PATIENCE, "bench"))
        .compose(reply -> reply instanceof Answered<LookedUp>(LookedUp looked)
            && looked.answer() != null
                ? Future.succeededFuture()
                : Future.failedFuture("nothing is kept"));
  }

  private Future<?> get(int i) {
    return raw.send(Request.cmd(Command.GET).arg("raw:" + i)).map(String::valueOf);
  }

  private int fill() throws Exception {
    var bytes = 0;
    for (var i = 0; i < questions.size(); i++) {
      var answer = answer(questions.get(i));
      var wire = Wire.encode(answer);
      bytes = wire.length();
      Wait.until(Wait.answered(
          bus.ask(Caching.STORE_ANSWER, answer, CallInfo.within(PATIENCE, "bench"))));
      Wait.until(raw.send(Request.cmd(Command.SET).arg("raw:" + i).arg(wire)).map(wire));
    }
    return bytes;
  }

  private StoreAnswer answer(String question) {
    var done = new Done("", true, List.of(), List.of(),
        new Route("control", "normal", "bench", "bench"), CacheState.NONE, List.of(), Usage.NONE,
        new Timings(500, null, null, null, null), List.of(), 1.0, AnswerEvent.STOP, List.of());
    var basis = List.of(new Basis("document", "passage"));
    return new StoreAnswer(SCOPE, question, null, text, done, basis, basis, 1);
  }
}
