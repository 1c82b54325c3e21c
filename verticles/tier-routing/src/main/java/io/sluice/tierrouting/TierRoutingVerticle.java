package io.sluice.tierrouting;

import io.sluice.bus.Bus;
import io.sluice.message.Reply;
import io.sluice.message.TierRouting;
import io.sluice.message.TierRouting.TierChosen;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses tiers. One instance is enough for a node: a choice takes microseconds. */
public final class TierRoutingVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TierRoutingVerticle.class);

  private final Bus bus;
  private final TierPolicy policy;

  public TierRoutingVerticle(Bus bus, TierRoutingConfig config) {
    this.bus = bus;
    this.policy = new TierPolicy(config);
  }

  @Override
  public Future<?> start() {
    return bus.serve(TierRouting.CHOOSE_TIER, (request, call) -> {
      TierChosen chosen = policy.choose(request);
      LOG.debug("tier {} requestId={} since it {}", chosen.tier().tag(), call.requestId(),
          String.join(", ", chosen.why()).toLowerCase(Locale.ROOT));
      return Future.succeededFuture(Reply.of(chosen));
    });
  }
}
