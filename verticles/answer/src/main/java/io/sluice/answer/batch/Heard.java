package io.sluice.answer.batch;

import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Batches.BatchAnswer;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of asking a question once. */
sealed interface Heard {
  int EVENTS_AT_ONCE = 4096;

  record Said(BatchAnswer answer) implements Heard {

    /** Whether a model was to say it and could not, so that another time it may. */
    boolean standsIn() {
      return answer.done().route().provider().equals(Route.EXTRACTIVE)
          && answer.done().degraded().stream().anyMatch(Said::isOfModel);
    }

    /** When the model may be there again; 0 where nobody knows. */
    long modelBackInMs() {
      return answer.done().degraded().stream().filter(Said::isOfModel).map(Degraded::retryAfterMs)
          .filter(Objects::nonNull).mapToLong(Long::longValue).max().orElse(0);
    }

    private static boolean isOfModel(Degraded one) {
      return one.what().equals("generation");
    }
  }

  /**
   * There is no answer.
   *
   * @param ended whether that is how the answer ended; else it may still be under way
   */
  record Unsaid(Refusal why, boolean ended) implements Heard {}

  /** Reads an answer to its end. Waits. */
  static Heard of(StreamReader reader) {
    var text = new StringBuilder();
    while (true) {
      switch (reader.next(EVENTS_AT_ONCE).await()) {
        case Refused<Batch>(Refusal why) -> {
          return new Unsaid(why, false);
        }
        case Answered<Batch>(Batch batch) -> {
          for (var event : batch.events()) {
            var end = end((AnswerEvent) event, text);
            if (end != null) {
              return end;
            }
          }
          if (batch.ended()) {
            return new Unsaid(new Internal("the answer has no end"), true);
          }
        }
      }
    }
  }

  /** Adds what the event says to the text; null unless it is the last. */
  private static @Nullable Heard end(AnswerEvent event, StringBuilder text) {
    return switch (event) {
      case Token token -> {
        text.append(token.text());
        yield null;
      }
      case Done done -> new Said(new BatchAnswer(text.toString(), done));
      case Failed failed -> new Unsaid(failed.refusal(), true);
      case Accepted e -> null;
      case Routed e -> null;
      case Sources e -> null;
      case Citation e -> null;
      case Degraded e -> null;
      case Usage e -> null;
    };
  }
}
