package io.sluice.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.admission.AdmissionConfig.Keys;
import io.sluice.admission.keys.Key.KeyLimits;
import io.sluice.admission.keys.KeyFile;
import io.sluice.admission.keys.NewKey;
import io.sluice.admission.keys.Secret;
import io.sluice.admission.tokens.TokensConfig;
import io.sluice.bus.Bus;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Afford;
import io.sluice.message.Admission.Affordable;
import io.sluice.message.Admission.Charge;
import io.sluice.message.Admission.NoteAct;
import io.sluice.message.Admission.Right;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.RateLimited;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AdmissionIT {
  private static final TokensConfig NOBODYS = new TokensConfig("", "", "", "", "", "", List.of());
  private static final String HERE = "127.0.0.1";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);

  private String start(Keys keys, int requests, double usd, int fromAddress) throws Exception {
    var config = new AdmissionConfig(folder, keys, false, requests, 0, 0, usd, fromAddress,
        NOBODYS);
    return vertx.deployVerticle(new AdmissionVerticle(bus, config, null)).toCompletionStage()
        .toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private <Q extends Message, A extends Message> Reply<A> ask(Ask<Q, A> ask, Q request)
      throws Exception {
    return bus.ask(ask, request, CallInfo.within(Duration.ofSeconds(30), "t")).toCompletionStage()
        .toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Reply<Admitted> admit(@Nullable String key, Right right) throws Exception {
    return ask(Admission.ADMIT, new Admit(key, HERE, right, true));
  }

  private static Admitted admitted(Reply<Admitted> reply) {
    return switch (reply) {
      case Answered<Admitted>(Admitted admitted) -> admitted;
      case Refused<Admitted>(Refusal why) -> throw new AssertionError(why.toString());
    };
  }

  private static <R extends Refusal> R refusal(Class<R> type, Reply<?> reply) {
    return assertInstanceOf(type, assertInstanceOf(Refused.class, reply).refusal());
  }

  private KeyFile file() {
    return new KeyFile(folder, Clock.systemUTC());
  }

  private Secret key(String tenant, KeyLimits limits, Right... rights) throws IOException {
    return file().create(new NewKey("anna", tenant, List.of("user:anna"), Set.of(rights), limits,
        null));
  }

  @Test
  void whereItIsOpenAnybodyMayDoEverything() throws Exception {
    start(Keys.OPEN, 0, 0, 0);
    for (var right : Right.values()) {
      assertEquals(new Admitted("default", List.of(), null, null, null, 500, null),
          admitted(admit(null, right)));
    }
    assertEquals("default", admitted(admit("sk-of-somebody-else", Right.ASK)).tenant());
  }

  @Test
  void alsoWhereItIsOpenAKeySaysWhoseDocumentsAreMeant() throws Exception {
    var secret = key("acme", KeyLimits.NONE, Right.ASK);
    start(Keys.OPEN, 0, 0, 0);
    assertEquals("acme", admitted(admit(secret.text(), Right.ASK)).tenant());
    refusal(Forbidden.class, admit(secret.text(), Right.ADMIN));
    refusal(Unauthenticated.class, admit(secret.text() + "x", Right.ASK));
  }

  @Test
  void whereKeysAreRequiredNothingIsDoneWithoutOne() throws Exception {
    var secret = key("acme", KeyLimits.NONE, Right.ASK, Right.INGEST);
    start(Keys.REQUIRED, 0, 0, 0);
    refusal(Unauthenticated.class, admit(null, Right.ASK));
    refusal(Unauthenticated.class, admit("", Right.ASK));
    refusal(Unauthenticated.class, admit("sk-of-somebody-else", Right.ASK));
    var who = admitted(admit(secret.text(), Right.INGEST));
    assertEquals(
        new Admitted("acme", List.of("user:anna"), "key:" + secret.id(), null, null, 500, null),
        who);
    refusal(Forbidden.class, admit(secret.text(), Right.ADMIN));
  }

  @Test
  void keysThatAreMadeAndRevokedMeanwhileCount() throws Exception {
    start(Keys.REQUIRED, 0, 0, 0);
    var secret = key("acme", KeyLimits.NONE, Right.ASK);
    while (admit(secret.text(), Right.ASK) instanceof Refused<Admitted>) {
      Thread.onSpinWait();
    }
    file().revoke(secret.id());
    while (admit(secret.text(), Right.ASK) instanceof Answered<Admitted>) {
      Thread.onSpinWait();
    }
    refusal(Unauthenticated.class, admit(secret.text(), Right.ASK));
  }

  @Test
  void aBrokenFileLeavesTheKeysOfBefore() throws Exception {
    var secret = key("acme", KeyLimits.NONE, Right.ASK);
    start(Keys.REQUIRED, 0, 0, 0);
    Files.writeString(folder.resolve("keys.json"), "{");
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (System.nanoTime() < until) {
      admitted(admit(secret.text(), Right.ASK));
    }
  }

  @Test
  void whereItIsOpenEachAddressHasItsOwnLimit() throws Exception {
    start(Keys.OPEN, 2, 0, 0);
    assertEquals(1,
        Objects.requireNonNull(admitted(admit(null, Right.ASK)).allowance()).remaining());
    admitted(admit(null, Right.ASK));
    assertEquals(2, refusal(RateLimited.class, admit(null, Right.ASK)).limit());
    admitted(ask(Admission.ADMIT, new Admit(null, "127.0.0.2", Right.ASK, true)));
    admitted(ask(Admission.ADMIT, new Admit(null, HERE, Right.ASK, false)));
  }

  @Test
  void aKeysOwnLimitsGoBeforeThoseOfAll() throws Exception {
    var generous = key("acme", new KeyLimits(0, null, null, null), Right.ASK);
    var one = key("acme", new KeyLimits(1, null, null, null), Right.ASK);
    start(Keys.REQUIRED, 2, 0, 0);
    for (var i = 0; i < 10; i++) {
      assertNull(admitted(admit(generous.text(), Right.ASK)).allowance());
    }
    admitted(admit(one.text(), Right.ASK));
    refusal(RateLimited.class, admit(one.text(), Right.ASK));
  }

  @Test
  void requestsToComeAreCountedAheadAsLongAsThereIsEnough() throws Exception {
    start(Keys.OPEN, 10, 0, 0);
    var first = admitted(ask(Admission.ADMIT, new Admit(null, HERE, Right.ASK, true, 6)));
    assertEquals(6, first.more());
    assertTrue(first.holdsForMs() > 0);
    assertEquals(3, Objects.requireNonNull(first.allowance()).remaining());

    var second = admitted(ask(Admission.ADMIT, new Admit(null, HERE, Right.ASK, true, 6)));
    assertEquals(0, second.more());
    assertEquals(0, second.holdsForMs());
    assertEquals(2, Objects.requireNonNull(second.allowance()).remaining());
  }

  @Test
  void anAddressIsCountedAheadToo() throws Exception {
    start(Keys.OPEN, 0, 0, 10);
    assertEquals(6,
        admitted(ask(Admission.ADMIT, new Admit(null, HERE, Right.ASK, true, 6))).more());
    for (var i = 0; i < 3; i++) {
      assertEquals(0,
          admitted(ask(Admission.ADMIT, new Admit(null, HERE, Right.ASK, true, 6))).more());
    }
    refusal(RateLimited.class, ask(Admission.ADMIT, new Admit(null, HERE, Right.ASK, true, 6)));
  }

  @Test
  void anAddressHasALimitWhateverItShows() throws Exception {
    var secret = key("acme", KeyLimits.NONE, Right.ASK);
    start(Keys.REQUIRED, 0, 0, 3);
    for (var i = 0; i < 3; i++) {
      refusal(Unauthenticated.class, admit("sk-sluice-guess-" + i, Right.ASK));
    }
    refusal(RateLimited.class, admit(secret.text(), Right.ASK));
  }

  @Test
  void whatAnswersCostIsTakenFromTheDaysMoneyAlsoOverARestart() throws Exception {
    var secret = key("acme", KeyLimits.NONE, Right.ASK);
    var deployed = start(Keys.REQUIRED, 0, 1.0, 0);
    var account = "key:" + secret.id();
    assertEquals(1.0, admitted(admit(secret.text(), Right.ASK)).budgetUsd());
    ask(Admission.CHARGE, new Charge(account, 1000, 0.75));
    assertEquals(0.25, admitted(admit(secret.text(), Right.ASK)).budgetUsd());
    vertx.undeploy(deployed).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);

    start(Keys.REQUIRED, 0, 1.0, 0);
    assertEquals(new Affordable(0.25),
        ((Answered<Affordable>) ask(Admission.AFFORD, new Afford(account))).value());
    ask(Admission.CHARGE, new Charge(account, 1000, 0.5));
    refusal(BudgetSpent.class, admit(secret.text(), Right.ASK));
    refusal(BudgetSpent.class, ask(Admission.AFFORD, new Afford(account)));
  }

  @Test
  void whatIsDoneIsWrittenDown() throws Exception {
    start(Keys.OPEN, 0, 0, 0);
    ask(Admission.NOTE_ACT,
        new NoteAct("DELETE /v1/documents/규정\n", 200, "key:a", "203.0.113.7"));
    var lines = Files.readAllLines(folder.resolve("audit.log"));
    assertEquals(1, lines.size());
    assertTrue(lines.getFirst().contains("\"what\":\"DELETE /v1/documents/규정\\n\",\"status\":200,"
        + "\"who\":\"key:a\",\"address\":\"203.0.113.7\""), lines.getFirst());
  }
}
