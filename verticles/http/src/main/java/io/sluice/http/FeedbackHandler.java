package io.sluice.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.message.Insight;
import io.sluice.message.Insight.AnswerExplained;
import io.sluice.message.Insight.ExplainAnswer;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.NoteClick;
import io.sluice.strictjson.Check;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said of answers, which of their sources are opened, and how they came about. */
final class FeedbackHandler {
  private static final int MAX_COMMENT = 2_000;
  /** Of sources; an answer has at most a hundred. */
  private static final int MAX_SOURCE = 1_000;

  private final Actors actors;
  private final BodyReader body;

  FeedbackHandler(Actors actors, BodyReader body) {
    this.actors = actors;
    this.body = body;
  }

  /** The body of {@code POST /v1/feedback}: stars, words, or both. */
  record Feedback(@Nullable String answer, @Nullable Integer rating, @Nullable String comment) {

    Feedback {
      Check.text("answer", answer, Bodies.MAX_NAME);
      if (comment != null) {
        Check.text("comment", comment, MAX_COMMENT);
      } else {
        Check.required("rating", rating);
      }
      if (rating != null) {
        Check.range("rating", rating, 1, 5);
      }
    }

    GiveFeedback toMessage() {
      return new GiveFeedback(Objects.requireNonNull(answer), rating, comment);
    }
  }

  /** The body of {@code POST /v1/clicks}: the number of the source that was opened. */
  record Click(@Nullable String answer, @Nullable Integer source) {

    Click {
      Check.text("answer", answer, Bodies.MAX_NAME);
      Check.range("source", Check.required("source", source), 1, MAX_SOURCE);
    }

    NoteClick toMessage() {
      return new NoteClick(Objects.requireNonNull(answer), Objects.requireNonNull(source));
    }
  }

  void feedback(RoutingContext ctx) {
    body.read(ctx, Feedback.class, said -> actors.ask(ctx, Insight.GIVE_FEEDBACK, said.toMessage(),
        taken -> ctx.response().setStatusCode(204).end()));
  }

  void click(RoutingContext ctx) {
    body.read(ctx, Click.class, click -> actors.ask(ctx, Insight.NOTE_CLICK, click.toMessage(),
        noted -> ctx.response().setStatusCode(204).end()));
  }

  void explain(RoutingContext ctx) {
    actors.ask(ctx, Insight.EXPLAIN_ANSWER, new ExplainAnswer(Caller.id(ctx)),
        found -> Responses.json(ctx.response(), 200, view(found)));
  }

  /** The record, and beside it what became of the answer later. */
  private static ObjectNode view(AnswerExplained found) {
    ObjectNode view = Responses.JSON.valueToTree(found.query());
    return view.put("rating", found.rating());
  }
}
