package io.sluice.generation;

import io.sluice.generation.model.CallEnd.Failed;
import io.sluice.generation.model.CallEnd.Whole;
import io.sluice.generation.model.LanguageModel;
import io.sluice.generation.model.ModelRequest;
import io.sluice.generation.model.ModelRequest.Role;
import io.sluice.generation.model.ModelRequest.Said;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Complete;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a model says to a prompt, all at once: the first one that answers. */
final class Completions {
  private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

  private final WorkerExecutor workers;

  Completions(WorkerExecutor workers) {
    this.workers = workers;
  }

  Future<Reply<Completed>> complete(Complete request, CallInfo call,
      List<LanguageModel> endpoints) {
    return from(0, request, call, endpoints, Nobody.NO_MODEL);
  }

  private Future<Reply<Completed>> from(int place, Complete request,
      CallInfo call, List<LanguageModel> endpoints, Refusal before) {
    if (place == endpoints.size()) {
      return Future.succeededFuture(Reply.refused(before));
    }
    var endpoint = endpoints.get(place);
    var asked = new ModelRequest(request.system(),
        List.of(new Said(Role.USER, request.prompt())),
        Math.clamp(request.maxTokens(), 1, endpoint.config().maxTokens()));
    return isWithin(call, endpoint, asked).compose(within -> within
        ? ask(place, asked, request, call, endpoints)
        : next(place, request, call, endpoints, new UpstreamFailed(endpoint.name(),
            endpoint.name() + " may cost more than is allowed", false)));
  }

  /** Whether it costs no more than the asker allows. */
  private Future<Boolean> isWithin(CallInfo call, LanguageModel endpoint, ModelRequest asked) {
    var budget = call.budgetUsd();
    return budget == null
        ? Future.succeededFuture(true)
        : workers.executeBlocking(() -> UsageCount.most(endpoint.config(), asked) <= budget, false)
            .map(Objects::requireNonNull);
  }

  private Future<Reply<Completed>> ask(int place, ModelRequest asked, Complete request,
      CallInfo call, List<LanguageModel> endpoints) {
    var endpoint = endpoints.get(place);
    var text = new StringBuilder();
    return endpoint.ask(asked, call, text::append, Promise.<Void>promise().future())
        .compose(end -> switch (end) {
          case Whole complete when !text.toString().isBlank() -> workers
              .executeBlocking(() -> completed(endpoint, asked, text.toString(), complete), false)
              .map(done -> Reply.of(Objects.requireNonNull(done)));
          case Whole nothing -> next(place, request, call, endpoints,
              new UpstreamFailed(endpoint.name(), endpoint.name() + " answered with nothing",
                  true));
          case Failed(Refusal why, boolean mayMoveOn, _) -> mayMoveOn
              ? next(place, request, call, endpoints, why)
              : Future.succeededFuture(Reply.refused(why));
        });
  }

  private Future<Reply<Completed>> next(int place,
      Complete request, CallInfo call, List<LanguageModel> endpoints,
      Refusal why) {
    LOG.warn("not completed requestId={} {}", call.requestId(), why.message());
    return from(place + 1, request, call, endpoints, why);
  }

  private static Completed completed(LanguageModel endpoint, ModelRequest request, String text,
      Whole end) {
    return new Completed(text.strip(), endpoint.name(), endpoint.config().model(),
        UsageCount.of(endpoint.config(), endpoint.config(), request, text, end));
  }
}
