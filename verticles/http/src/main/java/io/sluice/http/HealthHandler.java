package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.sluice.bus.Bus;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Afford;
import io.sluice.message.Answering;
import io.sluice.message.Answering.FindLoad;
import io.sluice.message.Answering.LoadFound;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.ListCollections;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health}: whether the process lives, whether it can answer, and how each part fares. The
 * parts are asked over the bus, so a part on another node counts too.
 */
final class HealthHandler {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String SATURATED = "saturated";
  private static final String STOPPING = "stopping";

  private final Bus bus;
  private final Operations operations;

  HealthHandler(Bus bus, Operations operations) {
    this.bus = bus;
    this.operations = operations;
  }

  /** How a part fares; a part that is needed makes the gateway not ready when it is down. */
  record Part(String status, boolean needed, double latencyMs, @Nullable String error,
      @JsonInclude(Include.NON_NULL) @Nullable String circuit,
      @JsonInclude(Include.NON_NULL) @Nullable String lastError) {

    /** One of this gateway's own. */
    Part(String status, boolean needed, double latencyMs, @Nullable String error) {
      this(status, needed, latencyMs, error, null, null);
    }

    /** The same part, with what its circuit tells. */
    Part with(Part outside) {
      return new Part(status, needed, latencyMs, error, outside.circuit, outside.lastError);
    }

    boolean isUp() {
      return status.equals(UP);
    }
  }

  record Health(String status, Map<String, Part> parts) {
    int httpStatus() {
      return Set.of(DOWN, SATURATED, STOPPING).contains(status) ? 503 : 200;
    }
  }

  record Status(String status) {}

  /** For whoever need not know more; why, only those are told who may. */
  record Readiness(String status, @JsonInclude(Include.NON_EMPTY) List<String> trouble) {
    static Readiness of(Health health) {
      return new Readiness(health.status(), health.parts().entrySet().stream()
          .filter(part -> !part.getValue().isUp()).map(Map.Entry::getKey).toList());
    }
  }

  void serve(Router router) {
    router.get("/metrics").handler(this::metrics);
    router.get("/health/live").handler(this::live);
    router.get("/health/ready").handler(this::ready);
    router.get("/health").handler(this::all);
  }

  /** Written down on a worker: there may be thousands of lines. */
  private void metrics(RoutingContext ctx) {
    ctx.vertx().executeBlocking(operations.metrics()::get, false).onFailure(ctx::fail)
        .onSuccess(text -> ctx.response()
            .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
            .end(Objects.requireNonNull(text)));
  }

  private void live(RoutingContext ctx) {
    Responses.json(ctx.response(), 200, new Status(UP));
  }

  private void ready(RoutingContext ctx) {
    check(ctx).onSuccess(health -> Responses.json(ctx.response(),
        health.httpStatus(), Readiness.of(health)));
  }

  private void all(RoutingContext ctx) {
    check(ctx).onSuccess(health -> Responses.json(ctx.response(),
        health.httpStatus(), health));
  }

  private Future<Health> check(RoutingContext ctx) {
    var call = Caller.call(ctx, PATIENCE);
    var asked = new LinkedHashMap<String, Future<Part>>();
    ask(asked, "admission", () -> part(true, Admission.AFFORD, new Afford("health"), call));
    ask(asked, "answer", () -> answer(call));
    ask(asked, "retrieval",
        () -> part(true, Retrieval.LIST_COLLECTIONS, new ListCollections(), call));
    ask(asked, "embedding", () -> part(false, Embedding.EMBED,
        new Embed(List.of("health"), Purpose.QUESTION), call));
    ask(asked, "ingestion",
        () -> part(false, Ingestion.FIND_INGESTION.toAny(), new FindIngestion("none", null), call));
    return Future.all(List.copyOf(asked.values())).map(checked -> {
      var parts = new LinkedHashMap<String, Part>();
      asked.forEach((name, part) -> parts.put(name, part.result()));
      operations.dependencies().get()
          .forEach(one -> parts.merge(one.name(), part(one), Part::with));
      return new Health(operations.stopping().getAsBoolean() ? STOPPING : status(parts), parts);
    });
  }

  private void ask(Map<String, Future<Part>> asked, String name, Supplier<Future<Part>> part) {
    if (operations.concerns().test(name)) {
      asked.put(name, part.get());
    }
  }

  private static Part part(Operations.Dependency dependency) {
    var trouble = dependency.trouble();
    return new Part(trouble == null ? UP : DOWN, false, rounded(dependency.latencyMs()), trouble,
        dependency.circuit(), dependency.lastError());
  }

  /** Who has as many questions in work as there may be answers no other one now. */
  private Future<Part> answer(CallInfo call) {
    var start = System.nanoTime();
    return bus.ask(Answering.FIND_LOAD, new FindLoad(), call).map(reply -> switch (reply) {
      case Refused<LoadFound>(Refusal why) -> new Part(DOWN, true, since(start), why.message());
      case Answered<LoadFound>(LoadFound load) when load.running() < load.most() -> new Part(UP,
          true, since(start), null);
      case Answered<LoadFound>(LoadFound load) -> new Part(SATURATED, true, since(start),
          load.running() + " questions are in work, as many as there may be");
    });
  }

  private static double since(long start) {
    return rounded((System.nanoTime() - start) / 1e6);
  }

  private static double rounded(double ms) {
    return Math.round(ms * 10) / 10.0;
  }

  private <Q extends Message, A extends Message> Future<Part> part(boolean needed, Ask<Q, A> ask,
      Q request, CallInfo call) {
    var start = System.nanoTime();
    return bus.ask(ask, request, call).map(reply -> {
      var refusal = trouble(reply);
      return new Part(refusal == null ? UP : DOWN, needed, since(start),
          refusal == null ? null : refusal.message());
    });
  }

  /** Not finding what was never there is a sign of health. */
  private static <A> @Nullable Refusal trouble(Reply<A> reply) {
    return switch (reply) {
      case Answered<A> answered -> null;
      case Refused<A>(Refusal.NotFound none) -> null;
      case Refused<A>(Refusal why) -> why;
    };
  }

  private static String status(Map<String, Part> parts) {
    var worst = parts.values().stream().filter(part -> part.needed() && !part.isUp())
        .map(Part::status).min(Comparator.naturalOrder());
    return worst
        .orElseGet(() -> parts.values().stream().allMatch(Part::isUp) ? UP : "degraded");
  }
}
