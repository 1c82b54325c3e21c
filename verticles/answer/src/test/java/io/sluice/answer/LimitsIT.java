package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.PassagesFound;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many questions are answered at once. */
class LimitsIT extends AnswerCase {
  @Test
  void refusedQuestionsDoNotCountAsRunning() {
    serveGeneration();
    for (var i = 0; i < 20; i++) {
      refused(NotFound.class, asking(question("q", "nowhere", null), call("t", AMPLE)));
    }

    assertInstanceOf(Done.class, events(ask("q")).getLast());
  }

  @Test
  void moreQuestionsThanCanBeAnsweredAreRefused() {
    speak(log -> log.append(new Started("llm", "m")));
    var running = IntStream.range(0, 4).mapToObj(i -> ask("q")).toList();

    refused(Overloaded.class, asking(question("q", "default", null), call("t", AMPLE)));
    result(reader(running.getFirst()).cancel());
    ask("q");
  }

  @Test
  void theLogTellsOfAllThatAreRefusedWithinASecondInOneLine() {
    speak(log -> log.append(new Started("llm", "m")));
    IntStream.range(0, 4).forEach(i -> ask("q"));
    try (var log = new Logged(Overload.class)) {
      for (var i = 0; i < 50; i++) {
        refused(Overloaded.class, asking(question("q", "default", null), call("t", AMPLE)));
      }

      var lines = log.until(50, line -> Long.parseLong(
          line.replaceFirst("overloaded refused=(\\d+) since .*", "$1")));
      assertTrue(lines.size() < 10, lines::toString);
      assertTrue(lines.getFirst().endsWith("too many questions are being answered"),
          lines::toString);
    }
  }

  @Test
  void theLimitHoldsAlsoWhileCollectionsAreLookedUp() {
    speak(log -> log.append(new Started("llm", "m")));
    var collections = Promise.<Reply<CollectionsListed>>promise();
    others.list = collections::future;
    var asked = IntStream.range(0, 5)
        .mapToObj(i -> asking(question("q", "known", null), call("t", AMPLE))).toList();

    refused(Overloaded.class, asked.getLast());
    collections.complete(Reply.of(
        new CollectionsListed(List.of(new CollectionSummary("known", 1, 1)))));
    asked.subList(0, 4).forEach(AnswerCase::answer);
  }

  @Test
  void whatIsSearchedForBeyondWhatMayBeWaitsForItsTurnAndTooManyAreRefused() throws Exception {
    replace(new AnswerConfig(CONFIG.k(), CONFIG.embedWithin(), CONFIG.rerankWithin(),
        CONFIG.condenseWithin(), CONFIG.expansion(), CONFIG.prompts(), CONFIG.passages(),
        CONFIG.privacy(), CONFIG.escalateFrom(), 100, 1, CONFIG.conversations(),
        CONFIG.conversationTurns(),
        CONFIG.conversationTtl(), 0), null);
    serveGeneration();
    var found = Promise.<Reply<PassagesFound>>promise();
    var searching = new CountDownLatch(1);
    others.find = () -> {
      searching.countDown();
      return found.future();
    };
    var streams = IntStream.range(0, 6).mapToObj(i -> ask("q" + i)).toList();

    // One is searched for and three wait.
    var refused = streams.stream().skip(4).map(stream -> failure(events(stream))).toList();
    refused.forEach(why -> assertEquals("too much is being searched for",
        assertInstanceOf(Overloaded.class, why).message()));
    assertTrue(searching.await(20, TimeUnit.SECONDS));
    assertEquals(1, others.searches.size());
    found.complete(Reply.of(new PassagesFound(List.of(), 1, null)));
    streams.stream().limit(4)
        .forEach(stream -> assertInstanceOf(Done.class, events(stream).getLast()));
  }
}
