package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.StreamEvent;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered is shared between askers, but with nobody who may not see what it rests on. */
class WhoMayReadIT {
  private static final String QUESTION = "What does the head gardener earn?";

  @TempDir
  Path folder = Path.of("");
  private Node node;

  @BeforeEach
  void start() {
    node = Node.withoutDoor(ConfigFiles.orThrow(new ConfigFiles(name -> null).read(
        List.of(Path.of("..", "..", "conf", "sluice.yaml")),
        Map.of("storage.path", folder.toString(), "sample.enabled", "false",
            "answer.embed-within", "60s", "answer.prompts", "../../conf/prompts",
            "generation.prompts", "../../conf/prompts"))));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static CallInfo call(String... principals) {
    return new CallInfo("test", "acme", List.of(principals), null,
        System.nanoTime() + Duration.ofMinutes(1).toNanos(), null);
  }

  private void commit(String id, int version, String text, String... acl) {
    var document = new DocumentVersion("default", id, version, id, "text/plain", "en",
        LocalDate.EPOCH, List.of(), List.of(acl), null, text, null, Instant.EPOCH, null, null);
    answered(node.bus().ask(Retrieval.COMMIT_DOCUMENT, new CommitDocument(document, text,
        List.of(new NewPassage("hash of " + text, List.of(), "en", text, 0, text.length(), null,
            null))),
        call()));
  }

  private Done ask(String... principals) {
    var call = call(principals);
    var reader = new StreamReader(node.bus(), answered(node.bus().ask(Answering.ASK_QUESTION,
        new AskQuestion(QUESTION, "default", null, null, null, Filters.NONE, null, null,
            CacheUse.USE),
        call)), call, 0);
    var events = new ArrayList<StreamEvent>();
    for (var ended = false; !ended;) {
      var batch = answered(reader.next(100));
      events.addAll(batch.events());
      ended = batch.ended();
    }
    return assertInstanceOf(Done.class, events.getLast());
  }

  private static <A> A answered(Future<Reply<A>> reply) {
    var got = reply.toCompletionStage().toCompletableFuture().join();
    assertTrue(got instanceof Answered<A>, got::toString);
    return ((Answered<A>) got).value();
  }

  @Test
  void theAnswerGoesToOthersWhoMaySeeItsSourcesAndToNobodyElse() {
    commit("wages", 1, "The head gardener earns 4,200 euros a month.", "hr");

    var first = ask("hr");
    assertTrue(first.grounded());
    assertEquals("none", first.cache().layer());
    assertEquals("exact", ask("hr").cache().layer());
    assertEquals("exact", ask("alice", "hr").cache().layer());

    var outsider = ask("bob");
    assertEquals("none", outsider.cache().layer());
    assertEquals(List.of(), outsider.sources());
    assertFalse(outsider.grounded());
    assertEquals(List.of(), ask().sources());
  }

  @Test
  void whoSeesMoreGetsAnAnswerFromAllOfIt() {
    commit("notice", 1, "What the head gardener earns is not told to visitors.");
    assertEquals("none", ask().cache().layer());
    assertEquals("exact", ask("bob").cache().layer());
    commit("wages", 1, "The head gardener earns 4,200 euros a month.", "hr");

    var insider = ask("hr");
    assertEquals("none", insider.cache().layer());
    assertTrue(insider.sources().stream().anyMatch(source -> source.document().equals("wages")));
    assertEquals("exact", ask("bob").cache().layer());
    assertEquals("exact", ask("hr").cache().layer());
  }

  @Test
  void whoMayNotSeeItAnyMoreDoesNotGetItFromTheCache() {
    commit("wages", 1, "The head gardener earns 4,200 euros a month.", "hr");
    ask("hr");
    commit("wages", 2, "The head gardener earns 4,200 euros a month.", "board");

    assertEquals(List.of(), ask("hr").sources());
    assertEquals("none", ask("board").cache().layer());
  }
}
