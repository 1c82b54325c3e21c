package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.generation.Outcome.Failed;
import io.sluice.generation.Outcome.GaveUp;
import io.sluice.generation.Outcome.Spoke;
import io.sluice.generation.citation.Grounding;
import io.sluice.generation.citation.Grounding.Checked;
import io.sluice.generation.citation.Nearness;
import io.sluice.generation.extractive.Alternatives;
import io.sluice.generation.model.CallEnd;
import io.sluice.generation.model.CallEnd.Whole;
import io.sluice.generation.model.LanguageModel;
import io.sluice.generation.prompt.Prompt;
import io.sluice.generation.prompt.PromptWriter;
import io.sluice.generation.prompt.Recital;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model answer from the passages, and checks what it says against them. Prompts are written and
 * answers are checked on workers; the words go from the connection straight into the log.
 */
final class ModelProvider implements Provider {
  private static final Whole UNCOUNTED = new Whole(false, false, -1, -1);

  private final WorkerExecutor workers;
  private final LanguageModel endpoint;
  private final PromptWriter prompts;
  private final MeaningCheck meaning;
  private final EndpointConfig dearest;
  private final BrokenOff brokenOff;

  /**
   * A provider that asks this endpoint.
   *
   * @param brokenOff counts what answers took that have no end
   * @param dearest what answers the hardest questions, to tell what is saved
   */
  ModelProvider(WorkerExecutor workers, LanguageModel endpoint, PromptWriter prompts,
      MeaningCheck meaning, BrokenOff brokenOff, EndpointConfig dearest) {
    this.workers = workers;
    this.endpoint = endpoint;
    this.prompts = prompts;
    this.meaning = meaning;
    this.dearest = dearest;
    this.brokenOff = brokenOff;
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  @Override
  public Future<Outcome> generate(Generate request, CallInfo call,
      EventLog<GenerationEvent> log) {
    return workers.executeBlocking(() -> prompt(request, call), false).map(Objects::requireNonNull)
        .compose(prepared -> switch (prepared) {
          case Answered<Prompt>(Prompt prompt) -> speak(request, prompt, call, log);
          case Refused<Prompt>(Refusal why) -> Future.succeededFuture(new GaveUp(why));
        });
  }

  /** What it is asked; refused where that is too much for it, or for the asker's purse. */
  private Reply<Prompt> prompt(Generate request, CallInfo call) {
    var prompt = prompts.write(request);
    if (prompt == null) {
      return Reply.refused(failed("does not read so much", false));
    }
    var budget = call.budgetUsd();
    var most = budget == null ? 0 : UsageCount.most(endpoint.config(), prompt.request());
    return budget == null || most <= budget
        ? Reply.of(prompt)
        : Reply.refused(failed(String.format(Locale.ROOT,
            "may cost up to %.6f dollars, more than the %.6f allowed", most, budget), false));
  }

  private Future<Outcome> speak(Generate request, Prompt prompt, CallInfo call,
      EventLog<GenerationEvent> log) {
    var speech = new Speech(new Started(name(), endpoint.config().model()),
        prompt.passages().keySet(), prompt.givenUp(),
        new Recital(prompt.request().system()), log);
    return endpoint.ask(prompt.request(), call, speech::say, log.whenEnded())
        .compose(end -> switch (end) {
          case Whole complete -> {
            speech.finish();
            yield speech.hasBegun()
                ? complete(request, prompt, speech, call, complete, log)
                : Future.succeededFuture(new GaveUp(failed("answered with nothing", true)));
          }
          case CallEnd.Failed failed -> Future.succeededFuture(failed(speech, failed));
        }).onSuccess(outcome -> {
          if (speech.hasBegun() && (outcome instanceof Failed || log.hasEnded())) {
            count(request, prompt, speech, call);
          }
        });
  }

  /** The answer has no end that tells what it took. */
  private void count(Generate request, Prompt prompt, Speech speech, CallInfo call) {
    workers.executeBlocking(() -> UsageCount.of(endpoint.config(), dearest, prompt.request(),
        speech.text(), UNCOUNTED), false)
        .onSuccess(usage -> brokenOff.count(request.tier(), name(), endpoint.config().model(),
            Objects.requireNonNull(usage), call));
  }

  private Outcome failed(Speech speech, CallEnd.Failed end) {
    if (speech.hasBegun()) {
      speech.finish();
      return new Failed(inTheMiddle(end.why()));
    }
    return end.mayMoveOn() ? new GaveUp(end.why()) : new Failed(end.why());
  }

  /** What came stays what it is: another model would begin anew. */
  private static Refusal inTheMiddle(Refusal why) {
    return why instanceof UpstreamFailed(String provider, String message, boolean again)
        ? new UpstreamFailed(provider, message + ", in the middle of its answer", again)
        : why;
  }

  private Future<Outcome> complete(Generate request, Prompt prompt, Speech speech, CallInfo call,
      Whole end, EventLog<GenerationEvent> log) {
    var cut = cutShort(end);
    if (cut != null) {
      log.append(cut);
    }
    if (request.withoutPassages()) {
      return workers.executeBlocking(() -> unchecked(prompt, speech, end), false)
          .map(Objects::requireNonNull);
    }
    return workers.executeBlocking(() -> Grounding.of(speech.text(), cut != null,
        speech.citations(), shown(request, prompt), request.question()), false)
        .map(Objects::requireNonNull)
        .compose(grounding -> meaning.compare(grounding, call)
            .map(reply -> checked(grounding, reply, log)))
        .compose(checked -> workers.executeBlocking(
            () -> generated(request, prompt, speech, checked, end), false))
        .map(Objects::requireNonNull);
  }

  private static Checked checked(Grounding grounding, Reply<Nearness> reply,
      EventLog<GenerationEvent> log) {
    var checked = grounding.checked(switch (reply) {
      case Answered<Nearness>(Nearness nearness) -> nearness;
      case Refused<Nearness>(Refusal why) -> {
        log.append(new Degraded("check",
            "checked by words, numbers and names alone: " + why.message()));
        yield Nearness.UNKNOWN;
      }
    });
    if (checked.foreign()) {
      log.append(new Degraded("check", "the answer is in another language than its sources, so not"
          + " all of it could be checked"));
    }
    return checked;
  }

  private Outcome generated(Generate request, Prompt prompt, Speech speech, Checked checked,
      Whole end) {
    var usage = UsageCount.of(endpoint.config(), dearest, prompt.request(), speech.text(), end);
    return new Spoke(new Generated(checked.grounded(), usage, checked.unsupported(),
        checked.support(), end.finishReason(),
        speech.citations().isEmpty() ? Alternatives.to(request) : List.of()));
  }

  /** There is nothing to hold it against. */
  private Outcome unchecked(Prompt prompt, Speech speech, Whole end) {
    return new Spoke(new Generated(false,
        UsageCount.of(endpoint.config(), dearest, prompt.request(), speech.text(), end), List.of(),
        null, end.finishReason(), List.of()));
  }

  private @Nullable Degraded cutShort(Whole end) {
    if (end.cutShort()) {
      return new Degraded("answer", name() + " had more to say than it may (max-tokens)");
    }
    return end.filtered()
        ? new Degraded("answer", name() + " was stopped by a filter of its provider")
        : null;
  }

  private static Map<Integer, String> shown(Generate request, Prompt prompt) {
    var shown = new TreeMap<Integer, String>();
    prompt.passages().forEach((number, text) -> {
      var passage = request.passages().get(number - 1);
      // What stands above a passage is no part of its first sentence.
      shown.put(number, passage.title() + "\n\n" + String.join("\n\n", passage.heading()) + "\n\n"
          + text);
    });
    return shown;
  }

  private UpstreamFailed failed(String what, boolean worthRetrying) {
    return new UpstreamFailed(name(), name() + " " + what, worthRetrying);
  }
}
