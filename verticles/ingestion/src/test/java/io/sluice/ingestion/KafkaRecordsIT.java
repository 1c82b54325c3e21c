package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.message.CallInfo;
import io.sluice.message.DeadLetters;
import io.sluice.message.DeadLetters.RetryDeadLetter;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Unreadable;
import io.sluice.message.Reply.Answered;
import io.sluice.testservers.KafkaBroker;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of records, whoever wrote them, and what others are told. */
class KafkaRecordsIT extends IngestionCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final KafkaTopics topics = new KafkaTopics(KafkaBroker.shared().address());

  @BeforeEach
  void useKafka() {
    kafka = topics.create(1).config(32);
  }

  @Test
  void anyProducerMayWriteADocument() {
    var bytes = "# 휴가\n15일\n".getBytes(UTF_8);
    topics.write(List.of(topics.record(null, """
        {"content": "%s", "id": "hr/휴가.md", "fileName": "휴가.md", "collection": "hr",
         "tags": ["t"], "acl": ["team"], "source": "wiki", "author": "김", "date": "2026-01-31"}
        """.formatted(Base64.getEncoder().encodeToString(bytes)), "tenant", "회사",
        "ingestion", "mine-1")));
    start();
    until(() -> corpus.commits.size() == 1);

    var document = corpus.commits.getFirst().document();
    assertTrue(corpus.active.containsKey(new DocumentKey("회사", "hr", "hr/휴가.md")));
    assertEquals("휴가", document.title());
    assertEquals(List.of("t"), document.tags());
    assertEquals(List.of("team"), document.acl());
    assertEquals("2026-01-31", document.date().toString());
    assertEquals(Status.DONE, answer(bus.ask(Ingestion.FIND_INGESTION,
        new FindIngestion("mine-1", null), of("회사"))).status());
  }

  @Test
  void whatIsSentAgainWhileTheFirstIsUnderWayTakesNoVersion() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    topics.write(List.of(
        topics.record("d", "{\"text\": \"one\", \"id\": \"d\"}", "ingestion", "first"),
        topics.record("d", "{\"text\": \"one\", \"id\": \"d\"}", "ingestion", "again"),
        topics.record("d", "{\"text\": \"two\", \"id\": \"d\"}", "ingestion", "next")));
    start();
    until(() -> result(ask(Ingestion.FIND_INGESTION,
        new FindIngestion("next", null))) instanceof Answered);
    gate.complete();

    assertEquals(1, ended("first").version());
    assertEquals(Status.UNCHANGED, ended("again").status());
    assertEquals(2, ended("next").version());
    assertEquals(List.of(1, 2), corpus.commits.stream()
        .map(commit -> commit.document().version()).toList());
  }

  @Test
  void whatCannotBeUnderstoodIsADeadLetterAndHoldsUpNothing() {
    var values = Arrays.asList("nonsense", "{\"text\": \"x\", \"id\": \"a\", \"extra\": 1}", null,
        "{\"content\": \"%%\", \"id\": \"a\"}", "x".repeat(100_001), "[]");
    topics.write(values.stream().map(value -> topics.record("k", value)).toList());
    topics
        .write(List.of(topics.record("k", "{\"text\": \"x\", \"id\": \"a\"}", "ingestion", "../x"),
            topics.record("k", "{\"text\": \"good\", \"id\": \"good.md\"}")));
    start();
    until(() -> corpus.commits.size() == 1);

    var dead = topics.dead(values.size() + 1);
    assertEquals(List.of("good"), corpus.commits.stream().map(commit -> commit.text()).toList());
    for (var i = 0; i < values.size(); i++) {
      var value = values.get(i);
      assertArrayEquals(value == null ? null : value.getBytes(UTF_8), dead.get(i).value());
      assertArrayEquals("k".getBytes(UTF_8), dead.get(i).key());
    }
    assertEquals("extra: unknown field; known are acl, author, collection, content, date, delete,"
        + " fileName, id, mediaType, source, tags, text, title",
        KafkaTopics.headers(dead.get(1)).get("reason"));
    assertEquals("caller.bad_request", KafkaTopics.headers(dead.get(1)).get("code"));
    assertEquals("caller.too_large", KafkaTopics.headers(dead.get(4)).get("code"));
    until(() -> topics.committed() == values.size() + 2);
  }

  @Test
  void whatFailsForGoodIsADeadLetterWithItsReason() throws IOException {
    start();
    topics.write(List.of(topics.record("k", "{\"content\": \"JVBERi0xLjcgYnJva2Vu\","
        + " \"id\": \"a\", \"fileName\": \"a.pdf\"}", "ingestion", "broken-1")));

    var dead = topics.dead(1).getFirst();
    assertEquals("caller.unreadable", KafkaTopics.headers(dead).get("code"));
    assertEquals("broken-1", KafkaTopics.headers(dead).get("ingestion"));
    assertInstanceOf(Unreadable.class, ended("broken-1").error());
    until(() -> topics.committed() == 1);
    result(vertx.undeploy(deployment));
    start();
    ended(submit("b.md", TEXT));
    assertEquals(1, topics.dead(1).size());
  }

  @Test
  void aRetryGoesByTheQueue() {
    embedder.refusal = new Unavailable("embedding", "down");
    start();
    var failed = ended(submit("a.md", TEXT));
    embedder.refusal = null;

    answer(ask(DeadLetters.RETRY, new RetryDeadLetter(failed.ingestion())));
    assertEquals(Status.DONE, ended(failed.ingestion()).status());
    until(() -> topics.committed() == 2);
  }

  @Test
  void oneIngestionIsDoneOnceAndOfOneDocument() {
    start();
    var a = "{\"text\": \"a\", \"id\": \"a.md\"}";
    topics.write(List.of(topics.record("a", a, "ingestion", "id-1"),
        topics.record("a", a, "ingestion", "id-1"),
        topics.record("b", "{\"text\": \"b\", \"id\": \"b.md\"}", "ingestion", "id-1"),
        topics.record("c", "{\"text\": \"c\", \"id\": \"c.md\"}")));
    until(() -> topics.committed() == 4);

    assertEquals(List.of("a", "c"),
        corpus.commits.stream().map(commit -> commit.text()).sorted().toList());
    assertEquals("header ingestion: is that of another document",
        KafkaTopics.headers(topics.dead(1).getFirst()).get("reason"));
  }

  @Test
  void aProducerMayEraseAndOneWhoMayNotSeeItMayNot() {
    start();
    topics.write(List.of(topics.record("a",
        "{\"text\": \"a\", \"id\": \"a.md\", \"acl\": [\"hr-team\"]}", "ingestion", "id-1")));
    until(() -> corpus.active.size() == 1);
    refused(NotFound.class, erasing("a.md"));
    assertEquals(1, corpus.active.size());

    topics.write(List.of(topics.record("a", "{\"delete\": true, \"id\": \"a.md\"}")));
    until(() -> corpus.active.isEmpty());
    refused(NotFound.class,
        ask(Ingestion.FIND_INGESTION, new FindIngestion("id-1", null)));
  }

  @Test
  void anErasureIsTriedUntilTheCorpusIsBack() {
    start();
    ended(submit("a.md", TEXT));
    corpus.eraseRefusal = new Unavailable("retrieval", "down");
    var call = new CallInfo("r", CALL.tenant(), List.of(), null,
        System.nanoTime() + 5_000_000_000L, null);

    assertEquals("the erasure is queued, and will be carried out; there is no receipt of it yet",
        refused(DeadlinePassed.class,
            bus.ask(Ingestion.ERASE, new Erase("default", "a.md"), call)).message());
    corpus.eraseRefusal = null;
    until(() -> corpus.active.isEmpty());
  }

  @Test
  void whatIsTooLargeForARecordIsRefusedAtOnce() {
    start();
    var why = refused(TooLarge.class,
        submitting(document("a.md", "x".repeat(100_001), List.of())));
    assertEquals("the document makes a record of 100001 bytes, and the queue takes at most 100000",
        why.message());
    refused(TooLarge.class, submitting(document("a.md", "\"".repeat(60_000), List.of())));

    assertEquals(Status.DONE,
        ended(submit("a.md", "y".repeat(50_000))).status());
  }

  @Test
  void whatWaitsInTheQueueIsQueued() {
    kafka = topics.config(1);
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    submit("a.md", TEXT);
    result(embedder.asked.future());
    var waiting = submit("b.md", TEXT);

    var found = answer(ask(Ingestion.FIND_INGESTION,
        new FindIngestion(waiting.ingestion(), null)));
    assertEquals(Status.QUEUED, found.status());
    assertEquals("b.md", found.document());
    refused(NotFound.class, bus.ask(Ingestion.FIND_INGESTION,
        new FindIngestion(waiting.ingestion(), null), of("other")));
    var news = ask(Ingestion.FIND_INGESTION,
        new FindIngestion(waiting.ingestion(), found.revision()));
    var end = Promise.<Void>promise();
    embedder.gate = end.future();
    gate.complete();
    answer(news); // which are that it is still queued where its turn takes a while to come
    until(() -> answer(ask(Ingestion.FIND_INGESTION,
        new FindIngestion(waiting.ingestion(), found.revision()))).status() == Status.RUNNING);
    end.complete();
    assertEquals(Status.DONE, ended(waiting).status());
  }

  @Test
  void othersAreToldWhatIsSearched() throws IOException {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT.replace("Ten", "Twelve")));
    answer(ask(Ingestion.ACTIVATE, new Activate("default", "a.md", 1)));
    answer(erasing("a.md"));

    var changes = topics.changes(4);
    var told = new ArrayList<String>();
    for (var change : changes) {
      assertEquals("default/default/a.md", new String(change.key(), UTF_8));
      var value = JSON.readTree(change.value());
      assertTrue(value.get("at").asText().startsWith("20"));
      told.add(value.get("document").asText() + " " + value.get("version") + " +"
          + value.get("added") + " -" + value.get("removed"));
    }
    assertEquals(List.of("a.md 1 +2 -0", "a.md 2 +1 -1"), told.subList(0, 2));
    assertTrue(told.get(2).startsWith("a.md 1 +"), told.get(2));
    assertTrue(told.get(3).startsWith("a.md null +0 -"), told.get(3));
  }

  @Test
  void theSameAfterAnotherNodeChangedItIsAChange() {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT));
    assertEquals(1, corpus.commits.size());
    var key = new DocumentKey(CALL.tenant(), "default", "a.md");
    corpus.active.remove(key);

    assertEquals(Status.DONE, ended(submit("a.md", TEXT)).status());
    assertTrue(corpus.active.containsKey(key));
  }

  @Test
  void allOfManyIsDoneOnce() {
    topics.write(IntStream.range(0, 100).mapToObj(i -> topics.record("d" + i,
        "{\"text\": \"t" + i + "\", \"id\": \"d" + i + "\"}")).toList());
    start();
    until(() -> topics.committed() == 100);

    assertEquals(100, corpus.commits.size());
    assertEquals(100, corpus.active.size());
  }

  private static CallInfo of(String tenant) {
    return new CallInfo("r", tenant, List.of("team"), null, CALL.deadlineNanos(), null);
  }
}
