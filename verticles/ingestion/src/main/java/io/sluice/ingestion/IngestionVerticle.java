package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.Ingestion;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;

/** Takes documents in. To be deployed once for a storage folder, on virtual threads. */
public final class IngestionVerticle extends VerticleBase {
  private final Bus bus;
  private final IngestionConfig config;
  private final SampleConfig sample;

  public IngestionVerticle(Bus bus, IngestionConfig config, SampleConfig sample) {
    this.bus = bus;
    this.config = config;
    this.sample = sample;
  }

  /** Serves at once; the start is complete when the sample of a first start is in. */
  @Override
  public Future<?> start() throws IOException {
    var intake = Intake.open(vertx, context, bus, config);
    return Future
        .all(bus.serve(Ingestion.SUBMIT_DOCUMENT, intake::submit),
            bus.serve(Ingestion.FIND_INGESTION, intake::find),
            bus.serve(Ingestion.FIND_SOURCE, intake::source),
            bus.serve(Ingestion.ERASE, intake::erase))
        .compose(served -> sample.enabled()
            ? intake.takeInOnFirstStart(sample.path())
            : Future.succeededFuture());
  }
}
