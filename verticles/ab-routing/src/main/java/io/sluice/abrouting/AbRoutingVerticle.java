package io.sluice.abrouting;

import io.sluice.bus.Bus;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChangeExperiment;
import io.sluice.message.AbRouting.ExperimentChanged;
import io.sluice.message.AbRouting.ExperimentsFound;
import io.sluice.message.AbRouting.OutcomesRecorded;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses variants, and counts and says what came of them. One for a node, so that its file has one writer.
 */
public final class AbRoutingVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AbRoutingVerticle.class);

  private final Bus bus;
  private final AbRoutingConfig config;
  private final Assignment assignment;
  private final Clock clock;
  private @Nullable LedgerFile file;

  public AbRoutingVerticle(Bus bus, AbRoutingConfig config) {
    this(bus, config, Clock.systemUTC());
  }

  AbRoutingVerticle(Bus bus, AbRoutingConfig config, Clock clock) {
    this.bus = bus;
    this.config = config;
    this.assignment = new Assignment(config.experiments());
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> LedgerFile.open(config, clock.instant()))
        .compose(opened -> {
          var kept = Objects.requireNonNull(opened);
          file = kept;
          vertx.setPeriodic(config.saveEvery().toMillis(), tick -> save());
          return serve(kept.ledger());
        });
  }

  private Future<?> serve(Ledger ledger) {
    return Future.all(
        bus.serve(AbRouting.CHOOSE_VARIANT,
            (asked, call) -> Future.succeededFuture(assignment.choose(asked,
                experiment -> ledger.share(experiment, clock.instant())))),
        bus.serve(AbRouting.RECORD_OUTCOMES, (told, call) -> {
          told.outcomes().forEach(ledger::add);
          return Future.succeededFuture(Reply.of(new OutcomesRecorded()));
        }),
        bus.serve(AbRouting.FIND_EXPERIMENTS,
            (asked, call) -> Future.succeededFuture(Reply.of(new ExperimentsFound(
                ledger.tallies().entrySet().stream().map(one -> Reporting.report(one.getKey(),
                    one.getValue(), clock.instant())).toList())))),
        bus.serve(AbRouting.CHANGE_EXPERIMENT, (asked, call) -> change(ledger, asked)));
  }

  @Override
  public Future<?> stop() {
    return save();
  }

  private Future<Reply<ExperimentChanged>> change(Ledger ledger, ChangeExperiment change) {
    var reply = ledger.change(change);
    return switch (reply) {
      case Refused<ExperimentChanged> refused -> Future.succeededFuture(reply);
      case Answered<ExperimentChanged> answered -> {
        LOG.info("experiment {} changed: on={} share={}", change.name(), change.on(),
            change.share());
        yield save().map(saved -> reply).otherwise(Reply.refused(new Internal(
            "it is changed, but that could not be written down: a restart may undo it")));
      }
    };
  }

  private Future<?> save() {
    var kept = file;
    if (kept == null) {
      return Future.succeededFuture();
    }
    var bytes = kept.changed();
    return bytes == null
        ? Future.succeededFuture()
        : vertx.executeBlocking(() -> {
          kept.write(bytes);
          return true;
        }).onFailure(failure -> {
          kept.ledger().mark();
          LOG.warn("what experiments have shown could not be saved, and will be tried again: {}",
              failure.getMessage());
        });
  }
}
