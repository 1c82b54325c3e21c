package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionsTest {
  private static final Path SHIPPED = Path.of("../../conf/prompts");

  @Test
  void theShippedOnesAreTakenByTheQuestionsLanguage() throws IOException {
    var instructions = Instructions.read(SHIPPED);

    assertTrue(instructions.condense().of("그럼 신청은?").startsWith("당신은"));
    assertTrue(instructions.queries().of("How many days?").startsWith("You help"));
    assertEquals(instructions.hypothetical().english(), instructions.hypothetical().of("12?"));
  }

  @ParameterizedTest
  @CsvSource({"condense.ko.md, '  '", "queries.en.md, Write some.", "hypothetical.ko.md,"})
  void oneThatIsMissingOrWrongIsNamed(String name, @Nullable String text, @TempDir Path folder)
      throws IOException {
    for (var part : new String[]{"condense", "queries", "hypothetical"}) {
      for (var language : new String[]{".ko.md", ".en.md"}) {
        Files.copy(SHIPPED.resolve(part + language), folder.resolve(part + language));
      }
    }
    if (text == null) {
      Files.delete(folder.resolve(name));
    } else {
      Files.writeString(folder.resolve(name), text);
    }

    var thrown = assertThrows(IOException.class, () -> Instructions.read(folder));

    assertTrue(String.valueOf(thrown.getMessage()).contains(name), thrown::toString);
  }
}
