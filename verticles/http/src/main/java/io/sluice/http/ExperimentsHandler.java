package io.sluice.http;

import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChangeExperiment;
import io.sluice.message.AbRouting.ExperimentReport;
import io.sluice.message.AbRouting.FindExperiments;
import io.sluice.message.Refusal.NotFound;
import io.sluice.strictjson.Check;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /v1/experiments}: what they have shown, and the switch of each. */
final class ExperimentsHandler {
  private final Actors actors;
  private final BodyReader body;

  ExperimentsHandler(Actors actors, BodyReader body) {
    this.actors = actors;
    this.body = body;
  }

  /** What is to be another; what is null stays. */
  record Change(@Nullable Boolean on, @Nullable Double share) {

    Change {
      if (on == null && share == null) {
        throw new Check.Violation("on", "is needed, or share: nothing is to be changed");
      }
      if (share != null) {
        Check.range("share", share, 0, 1);
      }
    }
  }

  void list(RoutingContext ctx) {
    find(ctx, found -> Responses.json(ctx.response(), 200, ExperimentViews.Experiments.of(found)));
  }

  /** It is changed before it is looked at again, so that what is told is what is so now. */
  void change(RoutingContext ctx) {
    var name = Bodies.composed(Objects.requireNonNull(ctx.pathParam("name")));
    body.read(ctx, Change.class, change -> actors.ask(ctx, AbRouting.CHANGE_EXPERIMENT,
        new ChangeExperiment(name, change.on(), change.share()),
        changed -> find(ctx, found -> tell(ctx, name, found))));
  }

  private void find(RoutingContext ctx, Consumer<List<ExperimentReport>> use) {
    actors.ask(ctx, AbRouting.FIND_EXPERIMENTS, new FindExperiments(),
        found -> use.accept(found.experiments()));
  }

  private static void tell(RoutingContext ctx, String name, List<ExperimentReport> found) {
    found.stream().filter(one -> one.name().equals(name)).findFirst().ifPresentOrElse(
        one -> Responses.json(ctx.response(), 200, ExperimentViews.Experiment.of(one)),
        () -> Errors.send(ctx, new NotFound("there is no experiment " + name, "name")));
  }
}
