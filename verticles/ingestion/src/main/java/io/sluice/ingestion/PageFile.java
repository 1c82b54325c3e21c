package io.sluice.ingestion;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Where the bytes of one page after the other are kept until they are sent on. */
final class PageFile {
  private final Vertx vertx;
  private final Path path;
  private final long maxBytes;

  PageFile(Vertx vertx, Path path, long maxBytes) {
    this.vertx = vertx;
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /** Writes what comes as fast as the disk takes it; false where it is too much. */
  Future<Boolean> save(HttpClientRequest request, HttpClientResponse response) {
    var received = Promise.<Long>promise();
    // Before anything is waited for: what goes wrong meanwhile is told only once.
    response.pause().exceptionHandler(received::tryFail);
    var options = new OpenOptions().setCreate(true).setWrite(true).setTruncateExisting(true);
    return vertx.fileSystem().open(path.toString(), options).compose(file -> {
      receive(request, response, file, received);
      return received.future().eventually(file::close);
    }).compose(this::isWhole);
  }

  private void receive(HttpClientRequest request, HttpClientResponse response, AsyncFile file,
      Promise<Long> received) {
    var size = new AtomicLong();
    response.endHandler(_ -> received.tryComplete(size.get()));
    response.handler(piece -> {
      if (received.future().isComplete()) {
        return;
      }
      if (size.addAndGet(piece.length()) > maxBytes) {
        received.tryComplete(size.get());
        request.reset();
        return;
      }
      file.write(piece).onFailure(received::tryFail);
      if (file.writeQueueFull()) {
        response.pause();
        file.drainHandler(_ -> response.resume());
      }
    });
    response.resume();
  }

  /** A disk that is full is not told before the last byte was handed to it. */
  private Future<Boolean> isWhole(long size) {
    if (size > maxBytes) {
      return Future.succeededFuture(false);
    }
    return vertx.fileSystem().props(path.toString()).map(file -> {
      if (file.size() != size) {
        throw new IllegalStateException("only " + file.size() + " of " + size + " bytes written");
      }
      return true;
    });
  }
}
