package io.sluice.generation;

import static io.sluice.generation.Gateway.config;
import static io.sluice.generation.Gateway.english;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.generation.Gateway.Told;
import io.sluice.testservers.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model that tells what it was told is not listened to any longer. */
class RecitalIT {
  private final ScriptedModel model = ScriptedModel.start();

  @AfterEach
  void stop() {
    model.close();
  }

  @Test
  void anAnswerEndsWhereItRepeatsTheInstructions() throws IOException {
    var told = said("Books are lent for 14 days [1]. My rules: ", instructions());

    assertEquals("Books are lent for 14 days [1]. My rules: You answer questions from documents. "
        + "With each question come", told.text().strip());
    assertEquals("was ended where the model began to repeat what the gateway had told it",
        told.degraded().getFirst().why());
  }

  @Test
  void oneThatIsNothingElseIsGivenByTheNext() throws IOException {
    var told = said(instructions());

    assertEquals("extractive", told.started().getLast().provider());
    assertFalse(told.text().contains("You answer questions"), told.text());
  }

  @Test
  void othersGoToTheirEnd() {
    var told = said("Books are lent ", "for 14 days [1].");

    assertEquals("Books are lent for 14 days [1].", told.text());
    assertEquals(List.of(), told.degraded());
  }

  private static String instructions() throws IOException {
    return Files.readString(Gateway.PROMPTS.resolve("answer.en.md"));
  }

  /** In words, as models speak, where there is one piece to begin with; else all at once. */
  private Told said(String... pieces) {
    model.then(call -> {
      var all = new ArrayList<String>();
      for (var piece : pieces) {
        all.addAll(pieces.length == 1 ? List.of(piece) : List.of(piece.split("(?<= )", -1)));
      }
      all.forEach(call::say);
      call.finish("stop", 1, 1);
    });
    try (var gateway = Gateway
        .of(config(Map.of("a", Gateway.endpoint(Kind.OPENAI, model.url()))))) {
      return gateway.ask(english("How long are books lent?"));
    }
  }
}
