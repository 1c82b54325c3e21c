package io.sluice.ingestion;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.DeadLetters;
import io.sluice.message.Ingestion;
import io.sluice.message.Uploading;
import io.sluice.parsing.Parsers;
import io.sluice.privacy.PrivacyKey;
import io.sluice.privacy.SealedFiles;
import io.sluice.privacy.Vault;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes documents in. To be deployed once for a storage folder, on virtual threads. */
public final class IngestionVerticle extends VerticleBase {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int FOR_UPLOADS = 2;
  private static final int LONGEST_HOURS = 2;

  private final Bus bus;
  private final IngestionConfig config;
  private final SampleConfig sample;
  private final Results results;
  private @Nullable Parsers parsers;
  private @Nullable JobQueue queue;
  private @Nullable KafkaQueue kafka;

  /** An actor that is to be deployed, which measures into this registry. */
  public IngestionVerticle(Bus bus, IngestionConfig config, SampleConfig sample,
      MeterRegistry registry) {
    this.bus = bus;
    this.config = config;
    this.sample = sample;
    this.results = new Results(registry);
  }

  /** Serves at once; the start is complete when the sample of a first start is in. */
  @Override
  public Future<?> start() throws IOException {
    var path = config.path();
    var key = PrivacyKey.loadOrCreate(Files.createDirectories(path)
        .resolve("privacy.key"));
    var workers = vertx.createSharedWorkerExecutor("sluice-ingestion",
        config.workers() + FOR_UPLOADS, LONGEST_HOURS, TimeUnit.HOURS);
    var reading = new Parsers(config.parsing(), path.resolve("parsing"));
    parsers = reading;
    var raw = RawStore.open(path.resolve("raw"), path.resolve("opened"), new SealedFiles(key));
    var originals = OriginalsStore.open(path.resolve("originals"), new Vault(key));
    var jobs = JobStore.open(path.resolve("jobs"), raw);
    return serve(workers, new DocumentReader(raw, reading, key), new DocumentNames(
        collection -> config.of(collection).privacy(), key), raw, originals, jobs);
  }

  /** Goes on with the jobs that a crash or a stop left behind. */
  private Future<?> serve(WorkerExecutor workers, DocumentReader reader, DocumentNames names,
      RawStore raw,
      OriginalsStore originals, JobStore jobs) throws IOException {
    var news = new News(vertx);
    var changes = new Changes();
    var copies = new CopyTurns(bus, config);
    var flow = new IngestionFlow(bus, workers, config, reader, originals, copies);
    var byKafka = config.kafka().isUsed();
    var working = new JobQueue(vertx, context, config, jobs, news,
        byKafka ? new KafkaUnchanged(bus, jobs, flow) : flow);
    queue = working;
    working.onEnd(changes::tell);
    working.onEnd(results::count);
    var pauses = new Pauses(vertx, config.retryAfter(), LONGEST_PAUSE);
    var removal = new Removal(bus, jobs, working, originals, changes, copies,
        pauses,
        job -> byKafka && job.isOpen() && job.comesAgain(config.kafka().topic()));
    var uploads = Uploads.open(vertx, workers, config.path().resolve("uploads"));
    var intake = new Intake(context, bus, workers, config, names, uploads, raw, jobs, working,
        removal, results);
    var desk = new Desk(bus, config, raw, originals, jobs, working, news, changes);
    jobs.open().stream().filter(job -> !byKafka || !job.comesAgain(config.kafka().topic()))
        .forEach(working::add);
    if (byKafka) {
      kafka = new KafkaQueue(
          new KafkaQueue.Local(vertx, context, workers, bus, config, names, intake,
              desk, jobs, raw, working, news, removal, changes, pauses));
      kafka.start();
    }
    return Future.all(List.of(
        kafka == null ? serve(intake, desk, removal) : serve(kafka.intake()),
        bus.serve(Ingestion.FIND_SOURCE, desk::source), bus.serve(Ingestion.REVEAL, desk::reveal),
        bus.hear(Ingestion.FORGET, removal::erasedElsewhere),
        bus.serve(Ingestion.ACTIVATE, desk::activate),
        bus.serve(DeadLetters.LIST, desk::deadLetters),
        bus.serve(Uploading.START, uploads::start), bus.serve(Uploading.APPEND, uploads::append),
        bus.serve(Uploading.DROP, uploads::drop)))
        .compose(served -> sample.enabled()
            ? intake.takeInOnFirstStart(sample.path())
            : Future.succeededFuture())
        .onSuccess(_ -> new Housekeeping(vertx, context, bus, config, jobs, working, originals)
            .start());
  }

  /** This node does what it is asked for. */
  private Future<?> serve(Intake intake, Desk desk, Removal removal) {
    return Future.all(bus.serve(Ingestion.SUBMIT_DOCUMENT, intake::submit),
        bus.serve(Ingestion.FIND_INGESTION, desk::find),
        bus.serve(Ingestion.FIND_WORK, desk::find),
        bus.serve(Ingestion.ERASE, removal::erase), bus.serve(DeadLetters.RETRY, desk::retry));
  }

  /** This node hands on what it is asked for, and does what it is given. */
  private Future<?> serve(KafkaIntake intake) {
    return Future.all(bus.serve(Ingestion.SUBMIT_DOCUMENT, intake::submit),
        bus.serve(Ingestion.FIND_INGESTION, intake::find),
        bus.serve(Ingestion.FIND_WORK, intake::findWork),
        bus.serve(Ingestion.ERASE, intake::erase), bus.serve(DeadLetters.RETRY, intake::retry));
  }

  @Override
  public Future<?> stop() {
    if (queue != null) {
      queue.close();
    }
    var leaving = kafka == null ? Future.<Void>succeededFuture() : kafka.stop();
    var ending = parsers;
    return leaving.eventually(() -> vertx.executeBlocking(() -> {
      if (ending != null) {
        ending.close();
      }
      return null;
    }));
  }
}
