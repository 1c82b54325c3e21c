package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testservers.ScriptedModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The gateway as users start it: the distribution's own script, in a process of its own. */
public final class RunningGateway implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();
  /** For tests that ask the same twice, and want it to be answered twice. */
  public static final String FORGETFUL = "cache.answers.max-mb=0";
  private static final Pattern READY = Pattern.compile("Sluice is ready: +(http://\\S+)");
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;
  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningGateway(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /** Starts it with this storage folder on any free port, and waits until it says its URL. */
  public static RunningGateway start(Path storage, String... settings) throws IOException {
    return start(List.of(), storage, settings);
  }

  /** The same, with more to say on its command line. */
  static RunningGateway start(List<String> arguments, Path storage, String... settings)
      throws IOException {
    return start(Map.of(), arguments, storage, settings);
  }

  /** Starts it before this model, which is its only one, without the sample. */
  public static RunningGateway before(ScriptedModel model, Path storage, String... settings)
      throws IOException {
    return before(Map.of(), model, storage, settings);
  }

  /** The same, with more in its environment. */
  public static RunningGateway before(Map<String, String> environment, ScriptedModel model,
      Path storage, String... settings) throws IOException {
    return before(environment, List.of(), model, storage, settings);
  }

  /** The same, with more to say on its command line. */
  public static RunningGateway before(Map<String, String> environment, List<String> arguments,
      ScriptedModel model, Path storage, String... settings) throws IOException {
    var all = new ArrayList<>(List.of("sample.enabled=false",
        "generation.endpoints.openai.base-url=" + model.url(),
        "generation.endpoints.openai.model=scripted-1", "generation.providers=[openai]"));
    all.addAll(List.of(settings));
    return start(environment, arguments, storage, all.toArray(String[]::new));
  }

  private static RunningGateway start(Map<String, String> environment, List<String> arguments,
      Path storage, String... settings) throws IOException {
    var command = new ArrayList<>(List.of(script(), "run", "--set", "http.port=0", "--set",
        "storage.path=" + storage));
    command.addAll(arguments);
    for (var setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    var log = Files.createTempFile("sluice", ".log");
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    // No test asks a model that is paid for.
    builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|ANTHROPIC)_.*"));
    builder.environment().put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    var process = builder.start();
    var out = process.inputReader();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      var ready = READY.matcher(line);
      if (ready.find()) {
        drain(out);
        return new RunningGateway(process, log, ready.group(1));
      }
    }
    throw new IOException("the gateway did not start:\n" + Files.readString(log));
  }

  static String script() {
    return distribution().resolve("bin").resolve("sluice").toString();
  }

  /** The folder that the build makes. */
  public static Path distribution() {
    return Path.of(System.getProperty("sluice.home"));
  }

  public String url() {
    return url;
  }

  /** Of its process. */
  public long pid() {
    return process.pid();
  }

  /** What it wrote to its log so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  public JsonNode ask(String question) throws Exception {
    return post("/v1/ask", JSON.createObjectNode().put("question", question));
  }

  public JsonNode post(String path, JsonNode body) throws Exception {
    return json(send(request(path).header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body.toString())).build()));
  }

  public JsonNode get(String path) throws Exception {
    return json(send(request(path).GET().build()));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
  }

  public HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  /** Takes a document in, and waits until it is found. */
  public void take(JsonNode document) throws Exception {
    var state = ingested(post("/v1/documents", document).path("ingestion").asText());
    if (!state.path("status").asText().matches("done|unchanged")) {
      throw new AssertionError(state.toString());
    }
  }

  /**
   * Waits for the end of an ingestion and gives its last state. What is in a queue that was there before
   * this start is not known until it comes from there.
   */
  public JsonNode ingested(String ingestion) throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var response = send(request("/v1/ingestions/" + ingestion).GET().build());
      if (response.statusCode() != 404) {
        var state = json(response);
        if (!state.path("status").asText().matches("queued|running")) {
          return state;
        }
      }
      pause();
    }
    throw new AssertionError("ingestion did not end: " + ingestion);
  }

  /** For those who look again, and leave the gateway some time for what they look for. */
  public static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  /** Tells it to stop, and waits until it has. */
  public void terminate() {
    process.destroy();
    process.onExit().join();
  }

  /** As the operating system would on a power cut. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    var text = log();
    if (text.contains("has been blocked")) {
      throw new AssertionError("an event loop was blocked:\n" + text);
    }
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    if (response.statusCode() >= 300) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Whoever reads from a pipe keeps its carrier, of which there are as many as cores. */
  private static void drain(BufferedReader out) {
    Thread.ofPlatform().daemon().start(() -> out.lines().forEach(line -> {}));
  }
}
