package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.sluice.http.Responses.Answer;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Batches.BatchState;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Internal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users read about batches. What is not known is left out. */
final class BatchViews {

  private BatchViews() {}

  /** How a batch fares. */
  @JsonInclude(Include.NON_NULL)
  record BatchView(String id, String status, int questions, int done, int failed, double costUsd,
      Instant createdAt, @Nullable Instant endedAt) {

    static BatchView of(BatchState state) {
      return new BatchView(state.batch(), Responses.lower(state.status()), state.questions(),
          state.done(), state.failed(), state.costUsd(), state.createdAt(), state.endedAt());
    }
  }

  record BatchList(List<BatchView> batches) {}

  /** A line of the results. */
  @JsonInclude(Include.NON_NULL)
  record ResultView(int line, @Nullable String customId, @Nullable Answer answer,
      Errors.@Nullable Body error) {

    /** The question was asked under the batch's id and its line, which the gateway's log has. */
    static ResultView of(BatchResult result, String batch) {
      var answer = result.answer();
      return new ResultView(result.line(), result.customId(),
          answer == null ? null : Answer.of(answer.text(), answer.done()),
          answer == null
              ? Errors.body(new Failed(why(result), result.apology()),
                  batch + "-" + result.line())
              : null);
    }

    private static Refusal why(BatchResult result) {
      return result.refusal() == null
          ? new Internal("there is no answer and no reason")
          : result.refusal();
    }
  }
}
