package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sluice.bus.Bus;
import io.sluice.strictjson.StrictReader;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /mcp}: the Model Context Protocol by streamable HTTP, with nothing kept between two
 * requests. Written by hand, since the protocol's SDK runs tools on threads of its own.
 */
final class McpHandler {
  /** The newest first. */
  private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");
  private static final StrictReader JSON = StrictReader.ofJson();
  private static final String INSTRUCTIONS = """
      Answers from this organisation's own documents, in Korean and English. Use ask for a question \
      that wants an answer with citations, and search for the passages themselves. Put questions in \
      the language of the person who asks.""";

  private final Bus bus;
  private final BodyReader body;
  private final Duration deadline;

  McpHandler(Bus bus, BodyReader body, Duration deadline) {
    this.bus = bus;
    this.body = body;
    this.deadline = deadline;
  }

  private record Welcome(String protocolVersion, Map<String, Object> capabilities,
      ServerInfo serverInfo, String instructions) {}

  private record ServerInfo(String name, String title, String version) {}

  void handle(RoutingContext ctx) {
    var accept = ctx.request().getHeader("accept");
    if (accept != null && !takes(accept, "application/json")
        && !takes(accept, "text/event-stream")) {
      refuse(ctx, 406, "Accept: must allow application/json or text/event-stream");
      return;
    }
    var version = ctx.request().getHeader("mcp-protocol-version");
    if (version != null && !VERSIONS.contains(version)) {
      refuse(ctx, 400, "MCP-Protocol-Version: must be one of " + String.join(", ", VERSIONS));
      return;
    }
    body.bytes(ctx, bytes -> body.work(ctx, bytes,
        () -> JsonRpc.read(JSON.read(bytes.getBytes(), JsonNode.class)), in -> take(ctx, in)));
  }

  private void take(RoutingContext ctx, JsonRpc.In in) {
    switch (in) {
      case JsonRpc.In.Malformed(JsonRpc.Failed failure) ->
        Responses.json(ctx.response(), 400, failure);
      case JsonRpc.In.Notice notice -> ctx.response().setStatusCode(202).end();
      case JsonRpc.In.Call call -> answer(ctx, call);
    }
  }

  private void answer(RoutingContext ctx, JsonRpc.In.Call call) {
    switch (call.method()) {
      case "initialize" -> done(ctx, call, welcome(call.params()));
      case "ping" -> done(ctx, call, Map.of());
      case "tools/list" -> done(ctx, call, McpTools.list());
      case "tools/call" -> callTool(ctx, call);
      default -> failed(ctx, call, JsonRpc.METHOD_NOT_FOUND, "there is no method " + call.method());
    }
  }

  private static Welcome welcome(JsonNode params) {
    var wanted = params.path("protocolVersion").asText();
    var version = McpHandler.class.getPackage().getImplementationVersion();
    return new Welcome(VERSIONS.contains(wanted) ? wanted : VERSIONS.getFirst(),
        Map.of("tools", Map.of()),
        new ServerInfo("sluice", "Sluice", Objects.requireNonNullElse(version, "unpackaged")),
        INSTRUCTIONS);
  }

  private void callTool(RoutingContext ctx, JsonRpc.In.Call call) {
    var tool = McpTools.named(call.params().path("name").asText());
    if (tool == null) {
      failed(ctx, call, JsonRpc.INVALID_PARAMS, "name: must be the name of a tool: ask, search");
      return;
    }
    var arguments = call.params().path("arguments");
    var progress = progress(ctx, call);
    var inquiry = new Inquiry(bus, deadline, (time, budget) -> Caller.call(ctx, time, budget),
        progress == null ? batch -> Future.succeededFuture() : progress::heard);
    ctx.response().closeHandler(gone -> inquiry.leave());
    inquiry.put(tool, arguments.isMissingNode() ? JsonNodeFactory.instance.objectNode() : arguments)
        .map(McpResult::of)
        .onSuccess(result -> {
          if (ctx.response().closed()) {
            return;
          }
          var message = new JsonRpc.Done(call.id(), result);
          if (progress == null) {
            Responses.json(ctx.response(), 200, message);
          } else {
            progress.end(message);
          }
        }).onFailure(ctx::fail);
  }

  /** Only clients that want to hear of progress, and can, are sent events. */
  private static @Nullable McpProgress progress(RoutingContext ctx, JsonRpc.In.Call call) {
    var token = call.params().path("_meta").path("progressToken");
    var accept = ctx.request().getHeader("accept");
    return (token.isTextual() || token.isIntegralNumber()) && accept != null
        && accept.contains("text/event-stream")
            ? new McpProgress(ctx.request(), token)
            : null;
  }

  private static boolean takes(String accept, String type) {
    return accept.contains(type) || accept.contains("*/*")
        || accept.contains(type.substring(0, type.indexOf('/')) + "/*");
  }

  private static void done(RoutingContext ctx, JsonRpc.In.Call call, Object result) {
    Responses.json(ctx.response(), 200, new JsonRpc.Done(call.id(), result));
  }

  private static void failed(RoutingContext ctx, JsonRpc.In.Call call, int code, String message) {
    Responses.json(ctx.response(), 200, new JsonRpc.Failed(call.id(), code, message));
  }

  private static void refuse(RoutingContext ctx, int status, String message) {
    Lingering.begin(ctx.request());
    Responses.json(ctx.response(), status,
        new JsonRpc.Failed(NullNode.instance, JsonRpc.INVALID_REQUEST, message));
  }
}
