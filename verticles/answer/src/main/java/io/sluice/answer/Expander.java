package io.sluice.answer;

import io.sluice.message.Answering.Search;
import io.sluice.message.CallInfo;
import io.sluice.message.Expand;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.SearchMode;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Asks the small model what else a question should be searched for by. */
final class Expander {
  private static final int MAX_TOKENS = 512;
  private static final int MAX_QUESTION = 2_000;

  private final SmallModel model;
  private final ExpansionConfig config;
  private final Instructions instructions;

  Expander(SmallModel model, ExpansionConfig config, Instructions instructions) {
    this.model = model;
    this.config = config;
    this.instructions = instructions;
  }

  /** What the model was asked for, and what it will say. */
  record Asked(Expand mode, Future<Reply<Completed>> reply) {}

  /** Does not wait. Null where nothing is wanted. */
  @Nullable
  Asked ask(Search search, String query, CallInfo call) {
    var mode = search.expand() == null ? config.mode() : search.expand();
    return switch (mode) {
      case OFF -> null;
      case QUERIES -> asked(mode, instructions.queries().of(query)
          .replace(Instructions.COUNT, String.valueOf(config.queries())), query, call);
      case HYPOTHETICAL -> search.mode() == SearchMode.KEYWORD
          ? new Asked(mode, Future.succeededFuture(Reply.refused(new BadRequest(
              "a passage that might answer is of no use to a search by words alone", "expand"))))
          : asked(mode, instructions.hypothetical().of(query), query, call);
    };
  }

  private Asked asked(Expand mode, String told, String query, CallInfo call) {
    return new Asked(mode, model.ask(told, Quoted.as("question", query, MAX_QUESTION), MAX_TOKENS,
        config.within(), call));
  }
}
