package io.sluice.generation.prompt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecitalTest {
  private static final String TOLD = """
      You answer questions.

      - Say only what the passages say. Add nothing that you
        know from elsewhere, and do not guess.
      """;
  private static final String SAID = "say only what the passages say: \"add nothing that you know from elsewhere.\"";

  @Test
  void soManyWordsInARowAreHeardHoweverTheyStandThere() {
    assertTrue(new Recital(TOLD).hears("My rules are: " + SAID));
  }

  @Test
  void theyAreHeardInPieces() {
    var recital = new Recital(TOLD);
    for (var piece : SAID.split("(?<=n)|(?= )", -1)) {
      recital.hears(piece);
    }

    assertTrue(recital.isHeard());
  }

  @Test
  void oneWordLessIsNot() {
    assertFalse(new Recital(TOLD).hears("Say only what the passages say. Add nothing that, "));
    assertTrue(new Recital(TOLD).hears("Say only what the passages say. Add nothing that you, "));
  }

  @Test
  void shortInstructionsAreNotListenedFor() {
    assertFalse(new Recital("Be brief.").hears("Be brief. Be brief. Be brief. "));
  }

  @Test
  void whatTheGatewayTellsIsHeardInBothLanguages() throws IOException {
    var prompts = Prompts.read(Path.of("../../conf/prompts"));
    for (var text : new String[]{prompts.fromPassages().korean(), prompts.fromPassages().english(),
        prompts.plain().korean(), prompts.plain().english()}) {
      assertTrue(new Recital(text).hears(text + "\n"), text);
    }
  }

  @Test
  void onceHeardItStays() {
    var recital = new Recital(TOLD);
    recital.hears(SAID);

    assertTrue(recital.hears("The gate is locked."));
  }
}
