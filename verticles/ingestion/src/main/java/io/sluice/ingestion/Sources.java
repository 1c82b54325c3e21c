package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rounds of every source, each on a thread of its own: folders and names of hosts are looked
 * up by calls that block for as long as they like, which no thread that others need can wait for.
 */
final class Sources {
  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Bus bus;
  private final DocumentNames names;
  private final Path states;
  private final HttpClient client;
  private final List<Thread> threads;

  Sources(Vertx vertx, Bus bus, IngestionConfig config, DocumentNames names) throws IOException {
    this.vertx = vertx;
    this.bus = bus;
    this.names = names;
    this.states = Files.createDirectories(config.path().resolve("sources"));
    SafeFiles.deleteHalves(states);
    this.client = vertx.createHttpClient(connections());
    this.threads = config.sources().stream().map(source -> Thread.ofPlatform().daemon()
        .name("sluice-source-" + source.name()).unstarted(() -> run(source))).toList();
  }

  /** The same host is asked again in hours. */
  static HttpClientOptions connections() {
    return new HttpClientOptions().setKeepAlive(false);
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Returns when no round is running any more; blocks. */
  void close() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    var end = System.nanoTime() + PATIENCE.toNanos();
    for (var thread : threads) {
      thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
  }

  /** What goes wrong with one source is no reason to give it up. */
  private void run(SourceConfig source) {
    while (true) {
      try {
        switch (source) {
          case FolderSource folder -> run(folder);
          case UrlSource urls -> run(urls);
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        LOG.error("source failed source={}", source.name(), e);
      }
      try {
        Thread.sleep(AGAIN);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void run(FolderSource source) throws IOException, InterruptedException {
    var delivery = new Delivery(bus, "source-" + source.name());
    var state = SourceState.open(states, source.name(), FileStamp.class);
    try (var watch = source.watch() ? FolderWatch.open() : FolderWatch.none()) {
      var round = new FolderRound(source, new Shelf<>(source, state, delivery, names), delivery,
          watch,
          new Looks(InstantSource.system(), SETTLE));
      new FolderLoop(round, watch, source.every(), SETTLE).run();
    }
  }

  private void run(UrlSource source) throws IOException, InterruptedException {
    var delivery = new Delivery(bus, "source-" + source.name());
    var state = SourceState.open(states, source.name(), PageStamp.class);
    var hosts = new Hosts(InetAddress::getAllByName,
        source.allowPrivate() ? _ -> true : PublicAddresses::contain);
    var file = states.resolve(source.name() + ".page.half");
    var round = new UrlRound(source, new Shelf<>(source, state, delivery, names), delivery,
        new Fetcher(vertx, client, hosts, source, file), file, Thread::sleep);
    while (true) {
      var complete = round.run();
      Thread.sleep(complete || source.every().compareTo(AGAIN) < 0 ? source.every() : AGAIN);
    }
  }
}
