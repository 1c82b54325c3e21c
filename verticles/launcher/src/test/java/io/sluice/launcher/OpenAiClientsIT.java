package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own clients, as they are published, against a whole gateway. */
class OpenAiClientsIT {
  private static final String LEAVE = "온실 관리인의 연차는 1년에 17일입니다. 신청은 닷새 전까지 합니다.";
  private static final String QUESTION = "온실 관리인의 연차는 며칠인가요?";
  private static final String ANSWER = "온실 관리인의 연차는 17일입니다 [1].";
  private static final String URL = "https://example.org/greenhouse";

  @TempDir
  static Path folder = Path.of("");
  private static final ScriptedModel MODEL = ScriptedModel.start();
  private static RunningGateway gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false",
        RunningGateway.FORGETFUL,
        "generation.endpoints.openai.base-url=" + MODEL.url(),
        "generation.endpoints.openai.model=scripted-1");
    var accepted = gateway.post("/v1/documents", RunningGateway.JSON.createObjectNode()
        .put("title", "온실").put("text", LEAVE).put("source", URL).put("collection", "garden"));
    assertEquals("done",
        gateway.ingested(accepted.path("ingestion").asText()).path("status").asText());
    client = OpenAIOkHttpClient.builder().baseUrl(gateway.url() + "/v1").apiKey("none").build();
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      client.close();
      gateway.close();
    } finally {
      MODEL.close();
    }
  }

  @BeforeEach
  void answerWell() {
    MODEL.otherwise(Acts.says("온실 관리인의 연차는 ", "17일입니다 [", "1]."));
  }

  @Test
  void javaGetsAnAnswerWithItsSources() {
    var completion = client.chat().completions().create(question().build());

    var message = completion.choices().getFirst().message();
    assertEquals(ANSWER, message.content().orElseThrow());
    var citation = message.annotations().orElseThrow().getFirst().urlCitation();
    assertEquals(URL, citation.url());
    assertEquals("온실 관리인의 연차는 17일입니다",
        ANSWER.substring((int) citation.startIndex(), (int) citation.endIndex()));
    assertEquals(ChatCompletion.Choice.FinishReason.STOP,
        completion.choices().getFirst().finishReason());
    assertEquals(12, completion.usage().orElseThrow().promptTokens());
    assertTrue(String.valueOf(completion._allProperties().get("sluice"))
        .contains("grounded=true"));
    completion.validate();
  }

  @Test
  void javaReadsAnAnswerAsItComes() {
    var whole = ChatCompletionAccumulator.create();
    try (var stream = client.chat().completions().createStreaming(question().streamOptions(
        ChatCompletionStreamOptions.builder().includeUsage(true).build()).build())) {
      stream.stream().peek(whole::accumulate).forEach(chunk -> chunk.validate());
    }

    assertEquals(ANSWER,
        whole.chatCompletion().choices().getFirst().message().content().orElseThrow());
    assertEquals(46, whole.chatCompletion().usage().orElseThrow().totalTokens());
  }

  @Test
  void javaCarriesAConversationOn() {
    client.chat().completions().create(ChatCompletionCreateParams.builder().model("sluice/garden")
        .addUserMessage(QUESTION).addAssistantMessage(ANSWER).addUserMessage("그럼 신청은?")
        .build());

    var asked = MODEL.calls().getLast().body().path("messages").toString();
    assertTrue(asked.contains(QUESTION), asked);
    assertTrue(MODEL.calls().getLast().prompt().contains("닷새 전"), asked);
  }

  @Test
  void javaListsTheModels() {
    var ids = client.models().list().autoPager().stream().map(Model::id).toList();

    assertEquals(List.of("sluice", "sluice/default", "sluice/garden"), ids);
    assertEquals("sluice/garden", client.models().retrieve("sluice/garden").id());
  }

  @Test
  void javaGetsVectors() {
    var answer = client.embeddings().create(EmbeddingCreateParams.builder().model("sluice")
        .inputOfArrayOfStrings(List.of("annual leave", "연차")).build());

    assertEquals(2, answer.data().size());
    assertEquals(384, answer.data().getLast().embedding().size());
    var length = answer.data().getFirst().embedding().stream().mapToDouble(x -> x * x).sum();
    assertEquals(1, length, 1e-3);
  }

  @Test
  void javaRaisesWhatIsWrong() {
    assertThrows(NotFoundException.class,
        () -> client.chat().completions().create(question().model("gpt-4o").build()));
    assertThrows(NotFoundException.class,
        () -> client.chat().completions().create(question().model("sluice/nope").build()));
    var wrong = assertThrows(BadRequestException.class,
        () -> client.chat().completions().create(question().n(2).build()));
    assertEquals("n", wrong.param().orElseThrow());
    assertEquals("caller.bad_request", wrong.code().orElseThrow());
  }

  @Test
  void javaRaisesWhatBreaksOff() {
    MODEL.then(Acts.cutsAfter("온실 "));
    try (var stream = client.chat().completions().createStreaming(question().build())) {
      assertThrows(OpenAIException.class, () -> stream.stream().forEach(chunk -> {}));
    }
  }

  @Test
  void javaLeavingClosesTheConnectionToTheModel() throws Exception {
    MODEL.then(MODEL.holds());
    var reader = Thread.ofVirtual().start(() -> {
      try (var chunks = client.chat().completions().createStreaming(question().build())) {
        assertTrue(chunks.stream().findFirst().isPresent());
      }
    });
    var call = MODEL.takeHeld();
    call.say("온실 ");

    assertEquals(call, MODEL.takeClosed());
    assertTrue(reader.join(Duration.ofSeconds(30)));
  }

  @Test
  void nodeDoesTheSame() throws Exception {
    NodeClient.with("openai", "7.55.0").run("openai-client.mjs", gateway.url() + "/v1");
  }

  private static ChatCompletionCreateParams.Builder question() {
    return ChatCompletionCreateParams.builder().model("sluice/garden").addUserMessage(QUESTION);
  }
}
