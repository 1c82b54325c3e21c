package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official client of the Model Context Protocol against a whole gateway. */
class McpClientIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir
  static Path folder = Path.of("");
  private static final BlockingQueue<ProgressNotification> PROGRESS = new LinkedBlockingQueue<>();
  private static RunningGateway gateway;
  private static McpSyncClient client;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(folder.resolve("storage"));
    client = McpClient
        .sync(HttpClientStreamableHttpTransport.builder(gateway.url()).endpoint("/mcp").build())
        .requestTimeout(PATIENCE).initializationTimeout(PATIENCE)
        .enableCallToolSchemaCaching(true) // results are checked against the tools' schemas
        .progressConsumer(PROGRESS::add).build();
    client.initialize();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void theServerSaysWhoItIs() {
    assertEquals("sluice", client.getServerInfo().name());
    assertTrue(client.getServerInfo().version().matches("\\d+\\.\\d+.*"),
        client.getServerInfo().version());
    assertTrue(client.getServerInstructions().contains("Korean"));
    client.ping();
  }

  @Test
  void theToolsAreListed() {
    assertEquals(List.of("ask", "search"),
        client.listTools().tools().stream().map(Tool::name).toList());
  }

  @Test
  void aQuestionInEnglishIsAnsweredWithItsSources() {
    var result = call("ask", Map.of("question", "How many days of vacation do I get?"));
    assertTrue(text(result).contains("15 days"), text(result));
    assertTrue(text(result).contains("en/leave.md"), text(result));
    var answer = structured(result);
    assertTrue(answer.path("grounded").asBoolean());
    assertFalse(answer.path("citations").isEmpty());
  }

  @Test
  void aQuestionInKoreanIsAnsweredInKorean() {
    var result = call("ask", Map.of("question", "휴가는 며칠이에요?"));
    assertTrue(text(result).contains("15일"), text(result));
    assertEquals("ko/leave.md", structured(result).at("/sources/0/document").asText());
  }

  @Test
  void passagesAreFound() {
    var result = call("search", Map.of("query", "연차", "k", 2));
    assertEquals(2, structured(result).path("hits").size());
    assertTrue(text(result).contains("연차"), text(result));
  }

  @Test
  void progressIsTold() throws Exception {
    client.callTool(CallToolRequest.builder("ask")
        .arguments(Map.of("question", "Who approves expenses?")).progressToken("p-1").build());
    var first = PROGRESS.poll(1, TimeUnit.MINUTES);
    assertEquals("p-1", first.progressToken());
    assertTrue(first.progress() > 0);
  }

  @Test
  void whatIsWrongIsToldToTheModel() {
    var result = client.callTool(CallToolRequest.builder("ask")
        .arguments(Map.of("question", "휴가는?", "collection", "no such")).build());
    assertTrue(result.isError());
    assertTrue(text(result).startsWith("caller.bad_request: collection:"), text(result));
  }

  @Test
  void aToolThatIsNotThereIsAnError() {
    var error = assertThrows(McpError.class,
        () -> client.callTool(CallToolRequest.builder("sing").arguments(Map.of()).build()));
    assertEquals(-32602, error.getJsonRpcError().code());
  }

  private static CallToolResult call(String tool, Map<String, Object> arguments) {
    var result = client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    assertFalse(Boolean.TRUE.equals(result.isError()), text(result));
    return result;
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  private static JsonNode structured(CallToolResult result) {
    return RunningGateway.JSON.valueToTree(result.structuredContent());
  }
}
