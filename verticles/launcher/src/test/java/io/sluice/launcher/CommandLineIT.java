package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as they are typed. */
class CommandLineIT {
  @TempDir
  Path folder = Path.of("");

  @Test
  void filesAreTakenInThenSearchedAndAsked() throws Exception {
    Files.createDirectories(folder.resolve("docs/sub"));
    Files.writeString(folder.resolve("docs/기숙사.md"), "# 기숙사\n\n온실 비밀번호는 84172입니다.\n");
    Files.writeString(folder.resolve("docs/sub/laundry.txt"),
        "The laundry room closes at 22:45 every day.");
    Files.write(folder.resolve("docs/photo.png"), new byte[]{1, 2, 3});
    try (var gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false")) {
      var health = sluice("health", "--url", gateway.url());
      assertEquals(0, health.exit(), health::toString);

      var ingested = sluice("ingest", "--url", gateway.url(), folder.resolve("docs").toString());
      assertEquals(1, ingested.exit(), ingested::toString);
      assertTrue(ingested.out().contains("2 taken in, 0 unchanged, 1 failed"), ingested::toString);
      assertTrue(ingested.err().contains("photo.png: "), ingested::toString);

      var asked = sluice("ask", "--url", gateway.url(), "온실", "비밀번호가 뭐예요?");
      assertEquals(0, asked.exit(), asked::toString);
      assertTrue(asked.out().contains("84172"), asked::toString);
      assertTrue(asked.out().contains("[1] 기숙사 (기숙사.md, version 1)"), asked::toString);

      var searched = sluice("search", "--url", gateway.url(), "laundry");
      assertTrue(searched.out().contains("sub/laundry.txt"), searched::toString);
    }
  }

  @Test
  void aWrongConfigurationIsToldInOneLine() throws Exception {
    var validated = sluice("validate", "--set", "http.prot=1");
    assertEquals(1, validated.exit());
    assertTrue(validated.err().startsWith("sluice: configuration: http.prot: unknown field"),
        validated::toString);
    assertEquals(0, sluice("validate").exit());
  }

  @Test
  void aPortInUseIsToldInOneLineBeforeAnythingIsWritten() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
      var run = sluice("run", "--set", "http.port=" + taken.getLocalPort(), "--set",
          "storage.path=" + folder.resolve("storage"), "--set", "sample.enabled=false");
      assertEquals(1, run.exit(), run::toString);
      assertTrue(run.err().contains("port " + taken.getLocalPort() + " is in use"), run::toString);
      assertFalse(Files.exists(folder.resolve("storage")));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "http.webroot=/nope | http.webroot: there is no folder /nope",
      "http.host=nope.invalid | http.host: there is no host nope.invalid",
      "http.host=192.0.2.7 | http.host: 192.0.2.7 is not an address of this machine"})
  void whatKeepsItFromStartingIsToldWithItsKey(String setting, String message) throws Exception {
    var run = sluice("run", "--set", "http.port=0", "--set",
        "storage.path=" + folder.resolve("storage"), "--set", setting);
    assertEquals(1, run.exit(), run::toString);
    assertTrue(run.err().endsWith("sluice: " + message + "\n"), run::toString);
    assertFalse(run.err().contains("Exception"), run::toString);
  }

  @Test
  void aModelThatIsNoneIsToldInOneLine() throws Exception {
    var model = Files.createDirectories(folder.resolve("model"));
    Files.write(model.resolve("model.onnx"), new byte[]{8, 7, 18});
    Files.writeString(model.resolve("tokenizer.json"), "{}");
    var run = sluice("run", "--set", "http.port=0", "--set",
        "storage.path=" + folder.resolve("storage"), "--set", "rerank.folder=" + model);
    assertEquals(1, run.exit(), run::toString);
    assertTrue(run.err().contains("sluice: could not start: "), run::toString);
    assertFalse(run.err().contains("Exception"), run::toString);
  }

  @Test
  void allAnswersAreForgottenOnlyWhereAllIsSaid() throws Exception {
    for (var wrong : List.of(List.of("--yes"), List.of("--all", "--document", "d"))) {
      var command = new ArrayList<>(List.of("cache", "evict", "--url", "http://127.0.0.1:1"));
      command.addAll(wrong);
      var evict = sluice(command.toArray(String[]::new));
      assertEquals(2, evict.exit(), evict::toString);
      assertTrue(evict.err().contains("--all"), evict::toString);
    }
    var all = sluice("cache", "evict", "--all", "--yes", "--url", "http://127.0.0.1:1");
    assertTrue(all.err().contains("no gateway answers at"), all::toString);
  }

  @Test
  void aGatewayThatIsNotThereIsToldInOneLine() throws Exception {
    var asked = sluice("ask", "--url", "http://127.0.0.1:1", "hello");
    assertEquals(1, asked.exit());
    assertTrue(asked.err().contains("no gateway answers at"), asked::toString);

    var health = sluice("health", "--url", "http://127.0.0.1:1");
    assertEquals(1, health.exit());
    assertTrue(health.err().contains("no gateway answers at"), health::toString);
  }

  private Typed sluice(String... arguments) throws Exception {
    return Typed.sluice(folder, arguments);
  }
}
