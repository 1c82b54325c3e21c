package io.sluice.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows another certificate once there is one, without a restart: connections that there are go on with the
 * one before, and so do all where the files do not fit together. Confined to the event loop of its server.
 */
final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final TlsConfig config;
  private final Function<ServerSSLOptions, Future<Boolean>> server;
  private @Nullable List<FileTime> times;
  private boolean looking;

  private Certificates(Vertx vertx, TlsConfig config,
      Function<ServerSSLOptions, Future<Boolean>> server) {
    this.vertx = vertx;
    this.config = config;
    this.server = server;
  }

  /** Begins to look; {@code server} takes what it is to show from now on. */
  static void watch(Vertx vertx, TlsConfig config,
      Function<ServerSSLOptions, Future<Boolean>> server) {
    if (config.isUsed()) {
      var certificates = new Certificates(vertx, config, server);
      certificates.look();
      vertx.setPeriodic(EVERY.toMillis(), _ -> certificates.look());
    }
  }

  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    vertx.executeBlocking(this::written).map(Objects::requireNonNull).compose(this::take)
        .onFailure(why -> LOG.error(
            "the certificate could not be read again, and that of before is shown on cert={}: {}",
            config.cert(), why.getMessage()))
        .onComplete(_ -> looking = false);
  }

  private List<FileTime> written() throws IOException {
    return List.of(Files.getLastModifiedTime(Path.of(config.cert())),
        Files.getLastModifiedTime(Path.of(config.key())));
  }

  /** What cannot be used is not tried again before it is written again. */
  private Future<?> take(List<FileTime> now) {
    var before = times;
    times = now;
    return before == null || before.equals(now)
        ? Future.succeededFuture()
        : server.apply(new ServerSSLOptions().setKeyCertOptions(config.files())
            .setUseAlpn(false))
            .onSuccess(_ -> LOG.info("another certificate is shown cert={}", config.cert()));
  }
}
