package io.sluice.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DyingParentIT {
  @TempDir
  private Path folder;

  /** A gateway with little to do: reads files, then waits with its processes until it is ended. */
  static final class Gateway {

    private Gateway() {}

    public static void main(String[] arguments) throws IOException {
      var parsers = new Parsers(Reading.CONFIG, Path.of(arguments[0]));
      for (var file : List.of(arguments).subList(1, arguments.length)) {
        var parsed = parsers.parse(Path.of(file), "a.pdf", null);
        System.out.println(parsed.getClass().getSimpleName());
      }
      System.in.read();
    }
  }

  @Test
  void aProcessWithNothingToDoEndsWithTheOneThatIsKilled() throws Exception {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, "words");
      var gateway = start(pdf.save(folder.resolve("a.pdf")));
      assertEquals("Read", gateway.inputReader().readLine());
      assertEndsWith(gateway, gateway.children().findFirst().orElseThrow());
    }
  }

  @Test
  void aProcessInTheMiddleOfADocumentEndsWithTheOneThatIsKilled() throws Exception {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, "words");
      var gateway = start(pdf.save(folder.resolve("a.pdf")),
          EndlessPdf.write(folder.resolve("endless.pdf")));
      assertEquals("Read", gateway.inputReader().readLine());
      assertEndsWith(gateway, gateway.children().findFirst().orElseThrow());
    }
  }

  private Process start(Path... files) throws IOException {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), Gateway.class.getName(),
        Files.createDirectory(folder.resolve("scratch")).toString()));
    for (var file : files) {
      command.add(file.toString());
    }
    return new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile())
        .start();
  }

  private static void assertEndsWith(Process gateway, ProcessHandle reader) throws Exception {
    var ended = reader.onExit();
    gateway.destroyForcibly().waitFor();
    ended.get();
    assertFalse(reader.isAlive());
  }
}
