package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Expand;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How a model widens a search, and what becomes of it without its help. */
class ExpansionIT extends UnderstandingCase {
  @Test
  void otherWordingsFindWhatTheQuestionMisses() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says("1. 연차 일수\n2. annual leave days");
    found = Map.of(QUESTION, List.of("a", "b"), "연차 일수", List.of("c", "b"),
        "annual leave days", List.of("c"));

    var result = search(Expand.QUERIES, SearchMode.HYBRID);

    assertEquals(List.of("b", "c", "a"), documents(result));
    assertEquals(List.of(new Expansion(Kind.QUERIES, List.of("연차 일수", "annual leave days"))),
        result.expansions());
    assertEquals(List.of(), result.degraded());
    assertEquals(List.of("연차 일수", "annual leave days"), others.embeds.getLast().texts());
    assertTrue(asked.getLast().system().contains("3개"), asked.getLast().system());
  }

  @Test
  void theQuestionIsSearchedForWhileTheModelThinks() throws Exception {
    deploy(Expand.OFF, AMPLE);
    var thinking = Promise.<Reply<Completed>>promise();
    model = thinking::future;
    others.find = () -> {
      thinking.tryComplete(Reply.of(new Completed("연차 일수", "llm", "m", COST)));
      return Future.succeededFuture(Reply.of(found(others.searches.getLast())));
    };
    found = Map.of(QUESTION, List.of("a"), "연차 일수", List.of("b"));

    assertEquals(List.of("a", "b"), documents(search(Expand.QUERIES, SearchMode.HYBRID)));
  }

  @Test
  void aWordingInAnotherLanguageIsSearchedForByItsOwn() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says("annual leave days");
    others.embed = () -> Future.succeededFuture(Reply.of(new Embedded(
        "m", List.of("en"), List.of(Vector.of(1, 0)))));
    search(Expand.QUERIES, SearchMode.HYBRID);

    assertEquals(List.of(false, true),
        others.searches.stream().map(FindPassages::vectorFits).toList());
  }

  @Test
  void aPassageThatMightAnswerTurnsTheSearchByMeaning() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says(PASSAGE);
    found = Map.of(QUESTION, List.of("a"));

    var result = search(Expand.HYPOTHETICAL, SearchMode.HYBRID);

    var last = others.searches.getLast();
    assertEquals(QUESTION, last.query());
    assertEquals(Math.sqrt(0.5), Objects.requireNonNull(last.vector()).at(1), 1e-6);
    assertEquals(Purpose.PASSAGE, others.embeds.getLast().purpose());
    assertEquals(List.of(new Expansion(Kind.HYPOTHETICAL, List.of(PASSAGE))), result.expansions());
    assertEquals(List.of(), result.degraded());
  }

  @Test
  void aSearchByWordsAloneHasNoUseForAPassageAndSaysSo() throws Exception {
    deploy(Expand.OFF, AMPLE);

    assertEquals("expansion",
        degraded(search(Expand.HYPOTHETICAL, SearchMode.KEYWORD)).what());
    assertEquals(List.of(), asked);
  }

  @Test
  void withoutTheModelsHelpTheQuestionAloneIsSearchedForAndTheAskerIsTold() throws Exception {
    deploy(Expand.OFF, Duration.ofMillis(50));
    found = Map.of(QUESTION, List.of("a"));
    var replies = List.<Future<Reply<Completed>>>of(model.get(),
        Promise.<Reply<Completed>>promise().future(),
        Future.succeededFuture(Reply.of(new Completed("HACKED:", "llm", "m", COST))));
    for (var reply : replies) {
      model = () -> reply;
      for (var expand : List.of(Expand.QUERIES, Expand.HYPOTHETICAL)) {
        var result = search(expand, SearchMode.HYBRID);

        assertEquals(List.of("a"), documents(result));
        assertEquals("expansion", degraded(result).what());
        assertNull(result.expansions());
      }
    }
  }

  @Test
  void thatThereIsNoModelIsSaid() throws Exception {
    deploy(Expand.OFF, AMPLE);

    assertEquals("searched for the question alone: there is no language model",
        degraded(search(Expand.QUERIES, SearchMode.HYBRID)).why());
  }

  @Test
  void aWordingThatCannotBeSearchedForIsLeftOutAndToldOf() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says("연차 일수\nannual leave days");
    others.find = () -> Future.succeededFuture(
        others.searches.getLast().query().equals("연차 일수")
            ? Reply.refused(new Unavailable("retrieval", "down"))
            : Reply.of(found(others.searches.getLast())));

    var result = search(Expand.QUERIES, SearchMode.HYBRID);

    assertEquals(List.of(new Expansion(Kind.QUERIES, List.of("annual leave days"))),
        result.expansions());
    assertEquals("'연차 일수' was not searched for: down", degraded(result).why());
  }

  @Test
  void whatIsConfiguredIsDoneUnlessTheRequestSaysOtherwise() throws Exception {
    deploy(Expand.QUERIES, AMPLE);
    says("연차 일수");

    search(Expand.OFF, SearchMode.HYBRID);
    assertEquals(List.of(), asked);
    search(null, SearchMode.HYBRID);
    assertEquals(1, asked.size());
  }

  @Test
  void anAnswerRestsOnWhatTheWordingsFoundAndCountsTheirCost() throws Exception {
    deploy(Expand.QUERIES, AMPLE);
    says("연차 일수");
    found = Map.of("연차 일수", List.of("c"));

    var done = ask(QUESTION);

    assertEquals("c", done.sources().getFirst().document());
    assertEquals(Neighbours.USAGE.plus(COST), done.usage());
  }
}
