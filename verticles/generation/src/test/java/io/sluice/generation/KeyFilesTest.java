package io.sluice.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.resilience.CircuitConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir
  Path folder = Path.of("");

  @Test
  void aKeyIsReadFromItsFile() throws Exception {
    var file = Files.writeString(folder.resolve("key"), "sk-1234\n");

    assertEquals(List.of("sk-1234"), KeyFiles.read(config(file)).endpoints().values().stream()
        .map(EndpointConfig::apiKey).toList());
  }

  @Test
  void whatIsWrongWithAFileIsToldWithoutWhatIsInIt() throws Exception {
    var spaced = Files.writeString(folder.resolve("spaced"), "my key\n");

    var failure = assertThrows(IOException.class, () -> KeyFiles.read(config(spaced)));

    assertTrue(String.valueOf(failure.getMessage()).contains("generation.endpoints.a"));
    assertFalse(String.valueOf(failure.getMessage()).contains("my key"));
    assertThrows(IOException.class, () -> KeyFiles.read(config(folder.resolve("nowhere"))));
    assertThrows(IOException.class,
        () -> KeyFiles.read(config(Files.writeString(folder.resolve("empty"), "\n"))));
  }

  private static GenerationConfig config(Path file) {
    return Gateway.config(Map.of("a",
        new EndpointConfig(Kind.OPENAI, "", "", file.toString(), "m", 8192, 256, 4,
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1),
            Duration.ofSeconds(1), 0, 0, Map.of(), 1, CircuitConfig.DEFAULT)));
  }
}
