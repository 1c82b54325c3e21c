package io.sluice.answer;

import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.sluice.bus.Tracing.Kind;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The span of a question: from its coming to the end of its answer, with what that took. Below it is what
 * each stage did for it. Where it came without a trace it is one of its own.
 */
final class QuestionSpan {
  private final Span span;
  private volatile boolean begun;

  private QuestionSpan(Span span) {
    this.span = span;
  }

  static QuestionSpan begin(Tracing tracing, AskQuestion question, CallInfo call) {
    var span = tracing.first(Answering.ASK_QUESTION.address(), Kind.INTERNAL, call.traceparent(),
        call.tracestate());
    if (span.isNoted()) {
      span.with("sluice.request_id", call.requestId()).with("sluice.tenant", call.tenant())
          .with("sluice.collection", question.collection())
          .withWords("sluice.question", question.question());
    }
    return new QuestionSpan(span);
  }

  CallInfo of(CallInfo call) {
    return span.of(call);
  }

  /** It is being answered from now on, and ends with its answer. */
  void hasBegun() {
    begun = true;
  }

  /** It was refused. */
  void refused(Refusal why) {
    failed(why);
    span.end();
  }

  /** Its asker was told how to read an answer, which may be one that is there already. */
  void opened() {
    if (!begun) {
      span.with("sluice.repeated", true).end();
    }
  }

  void ended(@Nullable AnswerEvent last, Asked asked) {
    if (span.isNoted()) {
      switch (last) {
        case Done done -> note(done, asked.notes());
        case Failed failed -> failed(failed.refusal());
        case null, default -> span.failed(Refusal.Code.INTERNAL.toString(), "no end");
      }
      span.end();
    }
  }

  private void failed(Refusal why) {
    span.with("sluice.refusal", why.code().toString()).failed(why.code().toString(),
        why.message());
  }

  private void note(Done done, Notes notes) {
    var route = done.route();
    var usage = done.usage();
    span.with("sluice.variant", route.variant()).with("sluice.tier", route.tier())
        .with("sluice.provider", route.provider()).with("sluice.model", route.model())
        .with("sluice.cache.layer", done.cache().layer())
        .with("sluice.input_tokens", usage.promptTokens())
        .with("sluice.output_tokens", usage.completionTokens())
        .with("sluice.cost_usd", usage.costUsd()).with("sluice.saved_usd", usage.savedUsd())
        .with("sluice.grounded", done.grounded()).with("sluice.sources", done.sources().size())
        .with("sluice.degraded",
            done.degraded().stream().map(Degraded::what).distinct().toList());
    if (done.support() != null) {
      span.with("sluice.support", done.support().doubleValue());
    }
    if (done.finishReason() != null) {
      span.with("sluice.finish_reason", done.finishReason());
    }
    if (done.timings().firstTokenMs() != null) {
      span.with("sluice.first_token_ms", done.timings().firstTokenMs().doubleValue());
    }
    if (notes.hasJoined()) {
      span.with("sluice.joined", true);
    }
    span.withWords("sluice.standalone", notes.standalone()).withWords("sluice.answer",
        notes.words());
  }
}
