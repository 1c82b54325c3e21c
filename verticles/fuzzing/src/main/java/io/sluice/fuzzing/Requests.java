package io.sluice.fuzzing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.fuzzing.HttpConnection.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Requests as the API's description has them, and whether the answers are what it promises: a status that
 * the operation names, with the content that it names for it, in the shape of its schema.
 */
public final class Requests {
  /** A misfit: the gateway could not do it. */
  public static final String FAILED = "the gateway failed";
  /** A misfit: what was asked for is good by its description. */
  public static final String REFUSED = "should not have been refused";

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  /** Where a parameter makes another path of it, or one that is too long. */
  private static final List<Integer> EVERYWHERE = List.of(405, 414, 431);
  /** Good only with what a schema does not say: an upgrade, days in their order, any of the fields. */
  private static final List<String> MORE_TO_SAY = List.of("GET /v1/ws", "GET /v1/usage",
      "GET /v1/answers", "POST /v1/experiments/{name}");
  private static final int LONGEST_PARAMETER = 200;
  /** Fields of a form with names in them, each of which has a length. */
  private static final List<String> LISTS = List.of("tags", "acl");
  private static final String BOUNDARY = "fuzz-b0undary";

  private final OpenApi api;
  private final Map<String, List<String>> known;
  private final Values values;
  private final List<String> operations;
  private final Function<byte[], String> signature;

  /**
   * @param known what there is at the gateway, by the name of the parameter or field that names it;
   *        an operation's own go before, as {@code /v1/batches id}
   * @param signature the headers that a webhook with this body has to have
   */
  public Requests(OpenApi api, Map<String, List<String>> known,
      Function<byte[], String> signature) {
    this.api = api;
    this.values = new Values(api, known);
    this.known = known;
    this.signature = signature;
    this.operations = api.operations().stream().toList();
  }

  /** Whether a request is as it is described. */
  public enum Kind {
    /** In everything that its schemas say. */
    GOOD,
    /** Its body is not, and so it has to be refused. */
    WRONG,
    /** Perhaps: parameters are odd, or the body has what a schema cannot say. */
    ODD
  }

  /** A request for an operation such as {@code POST /v1/ask}. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Described(String operation, Kind kind, byte[] bytes) {

    public String whole() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return kind + " " + new String(bytes, 0, Math.min(bytes.length, 1_500),
          StandardCharsets.UTF_8);
    }
  }

  /** The next request, good in every second case. */
  public Described next(Random random) {
    // Those with a body have more to go wrong.
    var operation = Pick.one(random, operations);
    if (operation.startsWith("GET") && random.nextBoolean()) {
      operation = Pick.one(random, operations);
    }
    var good = random.nextBoolean();
    var method = operation.substring(0, operation.indexOf(' '));
    var path = operation.substring(method.length() + 1);
    var described = operation(operation);
    var headers = new StringBuilder();
    var query = new StringBuilder();
    var target = path;
    for (var parameter : parameters(path, described)) {
      var name = parameter.path("name").asText();
      var required = parameter.path("required").asBoolean();
      if (!required && !Pick.onceIn(random, 3)) {
        continue;
      }
      var text = parameter(path, name, parameter.path("schema"), good, random);
      switch (parameter.path("in").asText()) {
        case "path" -> target = target.replace("{" + name + "}", escaped(text));
        case "query" -> query.append(query.isEmpty() ? '?' : '&').append(name).append('=')
            .append(escaped(text));
        default -> {
          if (!name.startsWith("x-sluice-") && printable(text)) {
            headers.append(name).append(": ").append(text).append("\r\n");
          }
        }
      }
    }
    var content = described.path("requestBody").path("content");
    if (content.isMissingNode()) {
      return new Described(operation,
          good && !MORE_TO_SAY.contains(operation) ? Kind.GOOD : Kind.ODD,
          HttpConnection.request(method, target + query, headers.toString(), new byte[0]));
    }
    var type = Pick.one(random, names(content));
    var body = body(operation, type, content.path(type).path("schema"), good, random);
    headers.append("Content-Type: ").append(type)
        .append(type.startsWith("multipart/") ? "; boundary=" + BOUNDARY : "").append("\r\n");
    if (path.equals("/v1/webhooks/documents")) {
      headers.append(signature.apply(body.bytes()));
    }
    var kind = body.kind() == Kind.GOOD && MORE_TO_SAY.contains(operation) ? Kind.ODD : body.kind();
    return new Described(operation, kind,
        HttpConnection.request(method, target + query, headers.toString(), body.bytes()));
  }

  /** What of the answer is not as it is described. */
  public List<String> misfits(Described request, Answer answer) {
    var wrong = new ArrayList<String>();
    var responses = operation(request.operation()).path("responses");
    var status = Integer.toString(answer.status());
    if (request.kind() == Kind.ODD && EVERYWHERE.contains(answer.status())) {
      check(api.at("/components/schemas/Error"), answer.text(), wrong);
      return wrong;
    }
    if (!responses.has(status)) {
      wrong.add("the status " + status + " is not described");
      return wrong;
    }
    if (answer.status() >= 500) {
      wrong.add(FAILED);
    }
    if (request.kind() == Kind.WRONG && answer.status() < 400) {
      wrong.add("should have been refused");
    }
    if (request.kind() == Kind.GOOD && answer.status() >= 400 && !List.of(403, 404, 409, 413)
        .contains(answer.status())) {
      wrong.add(REFUSED);
    }
    var content = api.resolved(responses.path(status)).path("content");
    if (content.isMissingNode()) {
      if (!answer.text().isEmpty()) {
        wrong.add("has a body that is not described");
      }
      return wrong;
    }
    checkContent(content, answer, wrong);
    return wrong;
  }

  private void checkContent(JsonNode content, Answer answer, List<String> wrong) {
    var type = answer.headers().getOrDefault("content-type", "").split(";", -1)[0].strip();
    if (!content.has(type) && !content.has("*/*")) {
      wrong.add("the content type " + type + " is not described");
    } else if (type.equals("application/json") && content.has(type)) {
      check(content.path(type).path("schema"), answer.text(), wrong);
    } else if (type.equals("text/event-stream")) {
      checkEvents(content.path(type).path("schema").path("$ref").asText(), answer.text(), wrong);
    }
  }

  /** Each event's data by the schema that the stream's description names for it. */
  private void checkEvents(String stream, String text, List<String> wrong) {
    if (!text.endsWith("data: [DONE]\n\n")) {
      wrong.add("the stream does not end with [DONE]");
    }
    var schemas = api.at("/components/schemas");
    for (var event : text.split("\n\n", -1)) {
      var name = "";
      for (var line : event.split("\n", -1)) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: {")) {
          var isError = name.equals("error") || line.startsWith("data: {\"error\"");
          var schema = isError
              ? "Error"
              : switch (stream.substring(stream.lastIndexOf('/') + 1)) {
                case "BatchStream" -> "Batch";
                case "IngestionStream" -> "Ingestion";
                case "ChatStream" -> "ChatChunk";
                default -> "Event" + name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1);
              };
          check(schemas.path(schema), line.substring(6), wrong);
        }
      }
    }
  }

  private void check(JsonNode schema, String text, List<String> wrong) {
    try {
      wrong.addAll(api.misfits(schema, JSON.readTree(text)));
    } catch (IOException e) {
      wrong.add("no JSON: " + e.getMessage());
    }
  }

  private JsonNode operation(String operation) {
    var blank = operation.indexOf(' ');
    return api.at("/paths/" + operation.substring(blank + 1).replace("~", "~0").replace("/", "~1")
        + "/" + operation.substring(0, blank).toLowerCase(Locale.ROOT));
  }

  private List<JsonNode> parameters(String path, JsonNode operation) {
    var parameters = new ArrayList<JsonNode>();
    api.at("/paths/" + path.replace("/", "~1")).path("parameters")
        .forEach(one -> parameters.add(api.resolved(one)));
    operation.path("parameters").forEach(one -> parameters.add(api.resolved(one)));
    return parameters;
  }

  private String parameter(String path, String name, JsonNode schema, boolean good,
      Random random) {
    if (!good && Pick.onceIn(random, 3)) {
      // An empty one would make another path of it.
      return Pick.one(random, Mutations.ODD_TEXTS.stream()
          .filter(text -> !text.isEmpty() && text.length() < 1_000).toList());
    }
    var own = known.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(" " + name)
            && path.startsWith(entry.getKey().substring(0, entry.getKey().indexOf(' '))))
        .map(Map.Entry::getValue).findFirst();
    return own.isPresent() && !Pick.onceIn(random, 8)
        ? Pick.one(random, own.get())
        : shortened(values.of(name, schema, random).asText());
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_PARAMETER));
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Body(byte[] bytes, Kind kind) {}

  private Body body(String operation, String type, JsonNode schema, boolean good, Random random) {
    return switch (type) {
      case "multipart/form-data" -> form(api.resolved(schema), good, random);
      case "application/json" -> json(operation, schema, good, random);
      default -> lines(good, random);
    };
  }

  private Body json(String operation, JsonNode schema, boolean good, Random random) {
    var value = sensible(operation, values.of(schema, random), random);
    if (good) {
      return new Body(value.toString().getBytes(StandardCharsets.UTF_8),
          api.misfits(schema, value).isEmpty() && !operation.equals("POST /mcp")
              ? Kind.GOOD
              : Kind.ODD);
    }
    var bytes = Mutations.ofJson(value, random);
    return new Body(bytes, operation.equals("POST /mcp") || fits(schema, bytes)
        ? Kind.ODD
        : Kind.WRONG);
  }

  /** What has to hold between fields, which schemas do not say. */
  private JsonNode sensible(String operation, JsonNode body, Random random) {
    if (!(body instanceof ObjectNode object)) {
      return body;
    }
    switch (operation) {
      case "POST /v1/chat/completions" -> object.withArray("messages").addObject()
          .put("role", "user").put("content", "휴가는 며칠인가요?");
      case "POST /v1/batches" -> {
        var number = 0;
        for (var question : object.path("questions")) {
          if (question instanceof ObjectNode one && one.path("customId").isTextual()) {
            one.put("customId", "q-" + ++number);
          }
        }
      }
      case "POST /v1/feedback" -> {
        if (!object.path("comment").isTextual()) {
          object.put("rating", 1 + random.nextInt(5));
        }
      }
      case "POST /v1/embeddings" -> object.remove("dimensions"); // only what the model has
      case "POST /mcp" -> tool(object, random);
      default -> {
        // nothing
      }
    }
    return body;
  }

  private void tool(ObjectNode message, Random random) {
    message.put("method", Pick.one(random, List.of("initialize", "ping", "tools/list", "tools/call",
        "tools/call", "tools/call", "resources/list")));
    var tool = Pick.one(random, List.of("ask", "search", "sing"));
    message.putObject("params").put("name", tool).set("arguments", values.of(
        api.at("/components/schemas/" + (tool.equals("ask") ? "Ask" : "Search")), random));
  }

  private boolean fits(JsonNode schema, byte[] bytes) {
    try {
      return api.misfits(schema, JSON.readTree(new String(bytes, StandardCharsets.UTF_8)))
          .isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** A question on each line. */
  private Body lines(boolean good, Random random) {
    var lines = new StringBuilder();
    var schema = api.at("/components/schemas/BatchQuestion");
    for (var line = 0; line <= random.nextInt(5); line++) {
      var question = values.of(schema, random);
      if (question instanceof ObjectNode one && one.has("customId")) {
        one.put("customId", "q-" + line);
      }
      lines.append(question).append(Pick.onceIn(random, 3) ? "\r\n" : "\n");
    }
    var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    return good ? new Body(bytes, Kind.GOOD) : new Body(Mutations.ofBytes(bytes, random), Kind.ODD);
  }

  private Body form(JsonNode schema, boolean good, Random random) {
    var out = new ByteArrayOutputStream();
    var fields = values.of(schema, random);
    if (!good && fields instanceof ObjectNode object) {
      object.set(Pick.one(random, names(schema.path("properties"))),
          JsonNodeFactory.instance.textNode(Pick.one(random, Mutations.ODD_TEXTS)));
    }
    for (var field : fields.properties()) {
      var value = field.getValue().asText();
      if (good && LISTS.contains(field.getKey())) {
        value = shortened(value);
      }
      var isFile = field.getKey().equals("file");
      out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\""
          + field.getKey() + "\"" + (isFile ? "; filename=\"휴가.md\"" : "") + "\r\n\r\n"
          + value + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return good
        ? new Body(out.toByteArray(), Kind.GOOD)
        : new Body(Pick.onceIn(random, 2)
            ? Mutations.ofBytes(out.toByteArray(), random)
            : out.toByteArray(), Kind.ODD);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static boolean printable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
