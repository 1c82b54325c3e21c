package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as an operator makes and takes them, on a gateway that runs and wants one. */
class KeysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String QUESTION = "휴가는 며칠이에요?";

  @TempDir
  static Path folder = Path.of("");
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(storage(), "admission.keys=required");
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void aKeyOpensOnceItIsMadeAndNoMoreOnceItIsRevoked() throws Exception {
    var key = created("reader");
    awaitStatus(200, key);
    assertEquals("good", stateOf(key));

    var revoked = keys("revoke", idOf(key));

    assertEquals(0, revoked.exit(), revoked::toString);
    awaitStatus(401, key);
    assertEquals("revoked", stateOf(key));
    assertTrue(show(key).body().contains("caller.unauthenticated"));
    assertTrue(show(key).body().contains("the key is revoked"), show(key).body());
  }

  @Test
  void nobodyComesInWithoutAKey() throws Exception {
    var response = gateway.send(gateway.request("/v1/collections").GET().build());
    assertEquals(401, response.statusCode());
    assertEquals("Bearer", response.headers().firstValue("www-authenticate").orElse(""));
    assertEquals(200, gateway.send(gateway.request("/").GET().build()).statusCode());
    assertEquals(200, gateway.send(gateway.request("/health/ready").GET().build()).statusCode());
  }

  @Test
  void aKeyIsGoodForWhatItIsMadeForOnly() throws Exception {
    var key = created("reader");
    awaitStatus(200, key);
    var erase = gateway.send(gateway.request("/v1/documents/none")
        .header("authorization", "Bearer " + key).DELETE().build());
    assertEquals(403, erase.statusCode());
    assertTrue(erase.body().contains("policy.forbidden"), erase.body());
    assertEquals(403, gateway.send(gateway.request("/metrics")
        .header("authorization", "Bearer " + key).GET().build()).statusCode());
  }

  @Test
  void theSecretBeforeOpensDuringTheGrace() throws Exception {
    var before = created("rotated");
    var rotated = keys("rotate", idOf(before));
    assertEquals(0, rotated.exit(), rotated::toString);
    var after = rotated.out().strip();

    assertNotEquals(before, after);
    assertEquals(idOf(before), idOf(after));
    awaitStatus(200, after);
    assertEquals(200, show(before).statusCode());
  }

  @Test
  void theSecretBeforeOpensNothingWhereThereIsNoGrace() throws Exception {
    var before = created("rotated");
    awaitStatus(200, before);
    var rotated = keys("rotate", idOf(before), "--grace-hours", "0");
    assertEquals(0, rotated.exit(), rotated::toString);

    awaitStatus(200, rotated.out().strip());
    awaitStatus(401, before);
  }

  @Test
  void aKeyOpensUntilItExpires() throws Exception {
    var key = created("guest", "--expires-in", "1");
    awaitStatus(200, key);
    // A day later, as far as the file says.
    var file = find("keys.json");
    Files.writeString(file, Files.readString(file).replaceAll(
        "(\"expiresAt\" *: *)\"[^\"]+\"", "$1\"2026-01-01T00:00:00Z\""));

    awaitStatus(401, key);
    assertTrue(show(key).body().contains("the key is expired"), show(key).body());
    assertEquals("expired", stateOf(key));
    assertEquals(1, keys("rotate", idOf(key)).exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotate", "revoke"})
  void aKeyThatIsNotThereIsToldInOneLine(String command) throws Exception {
    var typed = keys(command, "0123456789ab");
    assertEquals(1, typed.exit(), typed::toString);
    assertEquals("sluice: there is no key 0123456789ab that opens anything\n", typed.err());
    assertEquals("", typed.out());
  }

  @Test
  void aKeyIsRevokedOnce() throws Exception {
    var key = created("reader");
    assertEquals(0, keys("revoke", idOf(key)).exit());
    assertEquals(1, keys("revoke", idOf(key)).exit());
    assertEquals(1, keys("rotate", idOf(key)).exit());
  }

  @Test
  void whatIsWrongWithAKeyIsAskedForAgainByItsName() throws Exception {
    for (var wrong : List.of(List.of("--expires-in", "0"), List.of("--tenant", "no such"),
        List.of("--right", "EVERYTHING"), List.of("--requests-per-minute", "-1"))) {
      var arguments = new ArrayList<>(List.of("create", "wrong"));
      arguments.addAll(wrong);
      var typed = keys(arguments.toArray(String[]::new));
      assertEquals(2, typed.exit(), typed::toString);
      assertEquals("", typed.out());
    }
    assertFalse(keys("list").out().contains("wrong"));
  }

  @Test
  void aQuestionIsAskedWithTheKeyOfTheCommandLineOrOfTheEnvironment() throws Exception {
    var key = created("terminal");
    awaitStatus(200, key);

    var without = ask(Map.of());
    assertEquals(1, without.exit(), without::toString);
    assertTrue(without.err().contains("a key is needed"), without::toString);
    var shown = ask(Map.of(), "--key", key);
    assertEquals(0, shown.exit(), shown::toString);
    assertTrue(shown.out().contains("15일"), shown::toString);
    var set = ask(Map.of("SLUICE_API_KEY", key));
    assertEquals(0, set.exit(), set::toString);
    assertTrue(set.out().contains("15일"), set::toString);
  }

  @Test
  void theListSaysAsWhomAKeyActsAndHowMuchItMay() throws Exception {
    var key = created("limited", "--principal", "user:anna", "--principal", "group:hr",
        "--requests-per-minute", "60", "--usd-per-day", "2.5");
    var plain = created("plain");

    var limited = listed(key);
    assertTrue(limited.contains(" user:anna,group:hr requests/min=60,usd/day=2.5 "), limited);
    var other = listed(plain);
    assertTrue(other.contains(" ask - - plain"), other);
  }

  private static String listed(String key) throws Exception {
    return keys("list").out().lines().filter(line -> line.startsWith(idOf(key))).findFirst()
        .orElse("not listed").replaceAll(" +", " ");
  }

  @Test
  void whatCanBeNoKeyIsNotRepeated() throws Exception {
    var typed = ask(Map.of(), "--key", "비밀\n번호");
    assertEquals(1, typed.exit(), typed::toString);
    assertFalse(typed.err().contains("비밀"), typed::toString);
    assertFalse(typed.err().contains("Exception"), typed::toString);
  }

  @Test
  void whatOpensIsWrittenNowhereAndWhatWasDoneIs() throws Exception {
    var key = created("audited", "--right", "ASK", "--right", "INGEST");
    awaitStatus(200, key);
    ask(Map.of(), "--key", key);
    gateway.send(gateway.request("/v1/documents/none")
        .header("authorization", "Bearer " + key).DELETE().build());
    var rotated = keys("rotate", idOf(key)).out().strip();
    keys("revoke", idOf(key));
    awaitStatus(401, rotated);

    var audit = Files.readString(find("audit.log"));
    for (var act : List.of("keys create audited id=" + idOf(key) + " ",
        "keys rotate " + idOf(key),
        "keys revoke " + idOf(key), "DELETE /v1/documents/none")) {
      assertTrue(audit.contains(act), audit);
    }
    assertTrue(audit.contains("\"who\":\"key:" + idOf(key) + "\""), audit);
    for (var secret : List.of(key, rotated)) {
      var bare = secret.substring(("sk-sluice-" + idOf(key) + "-").length());
      assertFalse(gateway.log().contains(bare));
      try (var files = Files.walk(storage())) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(bare),
              file::toString);
        }
      }
    }
  }

  @Test
  void anOpenGatewayIsNotServedToOthersUnlessItIsSaid() throws Exception {
    var other = folder.resolve("open");
    var refused = Typed.sluice(folder, "run", "--set", "http.port=0", "--set",
        "http.host=0.0.0.0", "--set", "storage.path=" + other);
    assertEquals(1, refused.exit(), refused::toString);
    assertTrue(refused.err().endsWith("sluice: admission.keys: everybody who reaches 0.0.0.0"
        + " could do everything; set admission.keys=required and make keys with"
        + " `sluice keys create`, or say admission.open-to-network=true\n"), refused::toString);
    assertFalse(Files.exists(other));

    try (var open = RunningGateway.start(other, "http.host=0.0.0.0",
        "admission.open-to-network=true", "sample.enabled=false")) {
      assertEquals(200, open.send(open.request("/v1/collections").GET().build()).statusCode());
    }
  }

  private static Path storage() {
    return folder.resolve("storage");
  }

  private static String created(String name, String... more) throws Exception {
    return Typed.key(folder, storage(), name, more);
  }

  private static Typed keys(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("keys"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--set", "storage.path=" + storage()));
    return Typed.sluice(folder, command.toArray(String[]::new));
  }

  private static Typed ask(Map<String, String> environment, String... more) throws Exception {
    var command = new ArrayList<>(List.of("ask", "--url", gateway.url()));
    command.addAll(List.of(more));
    command.add(QUESTION);
    return Typed.sluice(folder, environment, command.toArray(String[]::new));
  }

  private static String idOf(String key) {
    return key.split("-", -1)[2];
  }

  private static String stateOf(String key) throws Exception {
    return keys("list").out().lines().filter(line -> line.startsWith(idOf(key)))
        .map(line -> line.split(" +", -1)[1]).findFirst().orElse("not listed");
  }

  private static HttpResponse<String> show(String key) throws Exception {
    return gateway.send(gateway.request("/v1/collections")
        .header("authorization", "Bearer " + key).GET().build());
  }

  /** Within seconds: the gateway looks at the keys once in a while. */
  private static void awaitStatus(int status, String key) throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (show(key).statusCode() != status) {
      assertTrue(System.nanoTime() < deadline, () -> "never " + status);
      RunningGateway.pause();
    }
  }

  private static Path find(String name) throws Exception {
    try (var files = Files.walk(storage())) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }
}
