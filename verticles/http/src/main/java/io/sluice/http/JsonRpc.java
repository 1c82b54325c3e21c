package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sluice.strictjson.Parsed;

/** The messages of JSON-RPC 2.0 as MCP uses them: one at a time, with ids that are never null. */
final class JsonRpc {
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  private static final String VERSION = "2.0";

  private JsonRpc() {}

  /** A message from a client. */
  sealed interface In {

    /** Wants an answer under its id. */
    record Call(JsonNode id, String method, JsonNode params) implements In {}

    /** Wants none: a notification, or a response to what was never asked. */
    record Notice() implements In {}

    /** Is no message. */
    record Malformed(Failed failure) implements In {}
  }

  /** An answer. */
  record Done(String jsonrpc, JsonNode id, Object result) {
    Done(JsonNode id, Object result) {
      this(VERSION, id, result);
    }
  }

  /** The answer where there is none. */
  record Failed(String jsonrpc, JsonNode id, Problem error) {
    Failed(JsonNode id, int code, String message) {
      this(VERSION, id, new Problem(code, message));
    }
  }

  record Problem(int code, String message) {}

  /** What the server has to say meanwhile. */
  record Note(String jsonrpc, String method, Object params) {
    Note(String method, Object params) {
      this(VERSION, method, params);
    }
  }

  static In read(Parsed<JsonNode> body) {
    return switch (body) {
      case Parsed.Wrong<JsonNode> wrong -> malformed(NullNode.instance, PARSE_ERROR, wrong.line());
      case Parsed.Read<JsonNode>(JsonNode message) -> read(message);
    };
  }

  private static In read(JsonNode message) {
    if (message.isArray()) {
      return malformed(NullNode.instance, INVALID_REQUEST,
          "messages come one at a time, not in a list");
    }
    var id = message.path("id");
    var known = id.isTextual() || id.isIntegralNumber();
    if (!message.path("jsonrpc").asText().equals(VERSION) || !(known || id.isMissingNode())) {
      return malformed(known ? id : NullNode.instance, INVALID_REQUEST,
          "not a message of JSON-RPC 2.0, whose id is a string or a whole number");
    }
    var method = message.path("method");
    if (method.isTextual()) {
      return known
          ? new In.Call(id, method.textValue(), message.path("params"))
          : new In.Notice();
    }
    return message.has("result") || message.has("error")
        ? new In.Notice()
        : malformed(known ? id : NullNode.instance, INVALID_REQUEST, "method: is required");
  }

  private static In malformed(JsonNode id, int code, String message) {
    return new In.Malformed(new Failed(id, code, message));
  }
}
