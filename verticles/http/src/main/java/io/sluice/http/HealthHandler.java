package io.sluice.http;

import io.sluice.bus.Bus;
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
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health}: whether the process lives, whether it can answer, and how each part fares. The
 * parts are asked over the bus, so a part on another node counts too.
 */
final class HealthHandler {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Bus bus;

  HealthHandler(Bus bus) {
    this.bus = bus;
  }

  /** How a part fares; a part that is needed makes the gateway not ready when it is down. */
  record Part(String status, boolean needed, double latencyMs, @Nullable String error) {
    boolean isUp() {
      return status.equals("up");
    }
  }

  record Health(String status, Map<String, Part> parts) {}

  record Status(String status) {}

  void live(RoutingContext ctx) {
    Responses.json(ctx.response(), 200, new Status("up"));
  }

  void ready(RoutingContext ctx) {
    check(ctx).onSuccess(health -> Responses.json(ctx.response(),
        health.status().equals("down") ? 503 : 200, new Status(health.status())));
  }

  void all(RoutingContext ctx) {
    check(ctx).onSuccess(health -> Responses.json(ctx.response(),
        health.status().equals("down") ? 503 : 200, health));
  }

  private Future<Health> check(RoutingContext ctx) {
    var call = Caller.call(ctx, PATIENCE);
    var retrieval = part(true, Retrieval.LIST_COLLECTIONS, new ListCollections(), call);
    var embedding = part(false, Embedding.EMBED,
        new Embed(List.of("health"), Purpose.QUESTION), call);
    var ingestion = part(false, Ingestion.FIND_INGESTION, new FindIngestion("none", null), call);
    return Future.all(retrieval, embedding, ingestion).map(checked -> {
      var parts = new LinkedHashMap<String, Part>();
      parts.put("retrieval", retrieval.result());
      parts.put("embedding", embedding.result());
      parts.put("ingestion", ingestion.result());
      return new Health(status(parts), parts);
    });
  }

  private <Q extends Message, A extends Message> Future<Part> part(boolean needed, Ask<Q, A> ask,
      Q request, CallInfo call) {
    var start = System.nanoTime();
    return bus.ask(ask, request, call).map(reply -> {
      var refusal = trouble(reply);
      return new Part(refusal == null ? "up" : "down", needed,
          Math.round((System.nanoTime() - start) / 1e5) / 10.0,
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
    if (parts.values().stream().anyMatch(part -> part.needed() && !part.isUp())) {
      return "down";
    }
    return parts.values().stream().allMatch(Part::isUp) ? "up" : "degraded";
  }
}
