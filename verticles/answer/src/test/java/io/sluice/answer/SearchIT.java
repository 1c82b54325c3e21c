package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Answering;
import io.sluice.message.Answering.Search;
import io.sluice.message.Filters;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search alone. */
class SearchIT extends AnswerCase {
  @Test
  void aSearchAloneSaysWhatItGaveUp() {
    others.embed = () -> Future.succeededFuture(Reply.refused(new Unavailable("embedding", "x")));
    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);

    var found = answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE)));

    assertEquals(List.of(Neighbours.HIT), found.hits());
    assertEquals(List.of("embedding"), found.degraded().stream().map(Degraded::what).toList());
  }

  @Test
  void aSearchSaysWhichModelItsVectorIsOf() {
    var hybrid = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);
    answer(bus.ask(Answering.SEARCH, hybrid, call("t", AMPLE)));
    assertEquals("m", others.searches.getLast().vectorModel());

    var words = new Search("연차", "default", 3, Filters.NONE, SearchMode.KEYWORD, null, false);
    answer(bus.ask(Answering.SEARCH, words, call("t", AMPLE)));
    assertNull(others.searches.getLast().vectorModel());
  }

  @Test
  void documentsOfAnotherModelAreToldOf() {
    serveGeneration();
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, 2)));
    var told = new Degraded("vector", "2 documents are not embedded by the present model yet");

    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);
    assertEquals(List.of(told),
        answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE))).degraded());
    var events = events(ask("연차는 며칠인가요?"));
    assertEquals(told, events.get(1));
    assertEquals(List.of(told), assertInstanceOf(Done.class, events.getLast()).degraded());
  }

  @Test
  void whereAllIsOfThePresentModelNothingIsTold() {
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, 0)));
    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);

    assertEquals(List.of(),
        answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE))).degraded());
  }

  @Test
  void aSearchDoesNotWaitForTheOneBefore() {
    var slow = Promise.<Reply<PassagesFound>>promise();
    var searching = Promise.<Void>promise();
    others.find = () -> {
      searching.tryComplete();
      return slow.future();
    };
    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.KEYWORD, null, false);
    var first = bus.ask(Answering.SEARCH, request, call("t", AMPLE));
    result(searching.future());
    others.find = () -> Future.succeededFuture(Reply.of(new PassagesFound(List.of(), 1, null)));

    assertEquals(List.of(), answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE))).hits());
    assertFalse(first.isComplete());
    slow.complete(Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, null)));
    assertEquals(List.of(Neighbours.HIT), answer(first).hits());
  }
}
