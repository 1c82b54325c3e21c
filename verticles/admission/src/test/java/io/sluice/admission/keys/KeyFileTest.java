package io.sluice.admission.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.admission.keys.Key.KeyLimits;
import io.sluice.message.Admission.Right;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;
  @SuppressWarnings("NullAway.Init")
  private KeyFile file;

  @BeforeEach
  void open() {
    file = new KeyFile(folder, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static NewKey wanted(String name, Instant expires) {
    return new NewKey(name, "에이크미", List.of("user:anna"), Set.of(Right.ASK),
        new KeyLimits(60, null, null, 2.5), expires);
  }

  private Secret create() throws IOException {
    return file.create(wanted("anna", NOW.plus(Duration.ofDays(2))));
  }

  private Reply<Key> opens(String shown, Instant when) throws IOException {
    return file.ring().open(shown, when);
  }

  private static void assertOpens(Reply<Key> reply) {
    assertInstanceOf(Answered.class, reply);
  }

  private static void assertDoesNot(Reply<Key> reply, String why) {
    assertEquals(new Unauthenticated(why), assertInstanceOf(Refused.class, reply).refusal());
  }

  @Test
  void aKeyOpensAsItWasMade() throws Exception {
    var secret = create();
    var key = ((Answered<Key>) opens(secret.text(), NOW)).value();
    assertEquals("에이크미", key.tenant());
    assertEquals(List.of("user:anna"), key.principals());
    assertEquals(Set.of(Right.ASK), key.rights());
    assertEquals(new KeyLimits(60, null, null, 2.5), key.limits());
  }

  @Test
  void theFileHoldsNoSecretAndIsItsOwnersAlone() throws Exception {
    var secret = create();
    var kept = folder.resolve("keys.json");
    var last = secret.text().substring(secret.text().lastIndexOf(secret.id()) + 13);
    assertFalse(Files.readString(kept).contains(last));
    assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sk-sluice-", "sk-sluice-000000000000-", "Bearer x", "sk-other-key"})
  void whatIsNoKeyOpensNothing(String shown) throws Exception {
    create();
    assertDoesNot(opens(shown, NOW), "there is no such key");
  }

  @Test
  void anotherSecretOfTheSameKeyOpensNothing() throws Exception {
    var secret = create();
    var wrong = secret.text().substring(0, secret.text().length() - 1)
        + (secret.text().endsWith("A") ? "B" : "A");
    assertDoesNot(opens(wrong, NOW), "there is no such key");
  }

  @Test
  void aKeyOpensUntilItExpires() throws Exception {
    var secret = create();
    assertOpens(opens(secret.text(), NOW.plus(Duration.ofDays(2)).minusMillis(1)));
    assertDoesNot(opens(secret.text(), NOW.plus(Duration.ofDays(2))), "the key is expired");
  }

  @Test
  void aRevokedKeyOpensNothingForGood() throws Exception {
    var secret = create();
    assertTrue(file.revoke(secret.id()));
    assertDoesNot(opens(secret.text(), NOW), "the key is revoked");
    assertFalse(file.revoke(secret.id()));
    assertTrue(file.rotate(secret.id(), Duration.ZERO).isEmpty());
    assertFalse(file.revoke("nobody"));
  }

  @Test
  void ofARotatedKeyTheFormerSecretOpensDuringTheGraceOnly() throws Exception {
    var first = create();
    var second = file.rotate(first.id(), Duration.ofHours(1)).orElseThrow();
    assertNotEquals(first.text(), second.text());
    assertOpens(opens(second.text(), NOW));
    assertOpens(opens(first.text(), NOW.plus(Duration.ofMinutes(59))));
    assertDoesNot(opens(first.text(), NOW.plus(Duration.ofHours(1))), "there is no such key");
    var third = file.rotate(first.id(), Duration.ZERO).orElseThrow();
    assertDoesNot(opens(second.text(), NOW), "there is no such key");
    assertOpens(opens(third.text(), NOW));
  }

  @Test
  void revokingEndsTheGrace() throws Exception {
    var first = create();
    file.rotate(first.id(), Duration.ofHours(1));
    file.revoke(first.id());
    assertDoesNot(opens(first.text(), NOW), "there is no such key");
  }

  @Test
  void ofManyWhoWriteAtOnceNobodyUndoesAnothersWork() throws Exception {
    var secrets = new ArrayList<Secret>();
    try (var pool = Executors.newFixedThreadPool(8)) {
      var all = new ArrayList<Future<Secret>>();
      for (var i = 0; i < 40; i++) {
        var name = "key " + i;
        all.add(pool.submit(() -> new KeyFile(folder, Clock.fixed(NOW, ZoneOffset.UTC))
            .create(wanted(name, NOW.plusSeconds(60)))));
      }
      for (var one : all) {
        secrets.add(one.get());
      }
    }
    assertEquals(40, file.list().size());
    for (var secret : secrets) {
      assertOpens(opens(secret.text(), NOW));
    }
  }

  @Test
  void aFileThatCannotBeUnderstoodIsNotTakenForNone() throws Exception {
    create();
    Files.writeString(folder.resolve("keys.json"), "{\"keys\": [{\"id\": \"a\"}]}");
    assertThrows(IOException.class, () -> file.list());
    assertThrows(IOException.class, this::create);
  }
}
