package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A question that is sent again is answered once. */
class SentAgainIT extends AnswerCase {
  @Test
  void aQuestionThatIsSentAgainIsAnsweredOnce() {
    serveGeneration();
    var question = question("연차는 며칠인가요?", "default", null);
    var asked = IntStream.range(0, 8).mapToObj(i -> once(question, "key", "t")).toList();
    var ids = asked.stream().map(reply -> answer(reply).id()).distinct().toList();

    assertEquals(1, ids.size());
    assertInstanceOf(Done.class, events(new StreamOpened(ids.getFirst())).getLast());
    assertEquals(ids.getFirst(), answer(once(question, "key", "t")).id());
    assertEquals(1, others.generated.size());
    assertEquals("Idempotency-Key", refused(BadRequest.class,
        once(question("other", "default", null), "key", "t")).param());
    assertNotEquals(ids.getFirst(), answer(once(question, "key", "other")).id());
  }

  @Test
  void anAnswerThatMayBeAskedForAgainGoesOnWithoutReaders() {
    var question = question("연차는 며칠인가요?", "default", null);
    speak(log -> vertx.setTimer(50, late -> Neighbours.wholeAnswer(log)));
    var stream = answer(once(question, "key", "t"));
    var reader = new StreamReader(bus, stream, call("t", AMPLE), 0);
    result(reader.next(1));
    reader.leave();
    result(vertx.timer(20)); // abandoned answers are stopped after 1 ms

    assertInstanceOf(Done.class, events(stream).getLast());
  }

  @Test
  void whatFailedForNowIsAnsweredAnew() {
    others.find = () -> Future.succeededFuture(
        Reply.refused(new Unavailable("retrieval", "down")));
    var question = question("연차는 며칠인가요?", "default", null);
    var failed = answer(once(question, "key", "t"));
    assertInstanceOf(Failed.class, events(failed).getLast());
    serveGeneration();
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, null)));

    assertInstanceOf(Done.class, events(answer(once(question, "key", "t"))).getLast());
    assertFalse(answer(once(question, "key", "t")).wasThereBefore(),
        "what was read before may have been of the other");
  }

  private Future<Reply<StreamOpened>> once(AskQuestion question, String key, String tenant) {
    return bus.ask(Answering.ASK_ONCE, new AskOnce(question, key), call(tenant, AMPLE));
  }
}
