package io.sluice.ingestion;

import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Uploading.AppendBytes;
import io.sluice.message.Uploading.BytesAppended;
import io.sluice.message.Uploading.DropUpload;
import io.sluice.message.Uploading.StartUpload;
import io.sluice.message.Uploading.UploadStarted;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes that come in pieces, until a document is made of them. What is left alone for a while is
 * deleted, and all of it at the start. Confined to one context; files are written on workers.
 */
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Path folder;
  private final Map<String, Upload> open = new HashMap<>();

  private Uploads(Vertx vertx, WorkerExecutor workers, Path folder) {
    this.vertx = vertx;
    this.workers = workers;
    this.folder = folder;
  }

  static Uploads open(Vertx vertx, WorkerExecutor workers, Path folder) throws IOException {
    SafeFiles.deleteAll(Files.createDirectories(folder));
    return new Uploads(vertx, workers, folder);
  }

  private static final class Upload {
    private final String tenant;
    private final Path file;
    private long size;
    private boolean writing;
    private long timer;

    Upload(String tenant, Path file) {
      this.tenant = tenant;
      this.file = file;
    }
  }

  Future<Reply<UploadStarted>> start(StartUpload request, CallInfo call) {
    var id = UUID.randomUUID().toString();
    var upload = new Upload(call.tenant(), folder.resolve(id));
    return onWorker(() -> Files.createFile(upload.file)).map(_ -> {
      open.put(id, upload);
      watch(id, upload);
      return Reply.of(new UploadStarted(id));
    }).otherwise(failure -> Reply.refused(notWritten(failure)));
  }

  Future<Reply<BytesAppended>> append(AppendBytes request, CallInfo call) {
    var upload = open.get(request.upload());
    if (upload == null || !upload.tenant.equals(call.tenant())) {
      return Future.succeededFuture(Reply.refused(unknown()));
    }
    if (upload.writing || request.offset() != upload.size) {
      return Future.succeededFuture(Reply.refused(new BadRequest(
          "offset: the next byte is number " + upload.size, "offset")));
    }
    upload.writing = true;
    return onWorker(() -> write(upload.file, request.bytes())).map(_ -> {
      upload.writing = false;
      upload.size += request.bytes().length();
      watch(request.upload(), upload);
      return Reply.of(new BytesAppended(upload.size));
    }).otherwise(failure -> {
      drop(request.upload());
      return Reply.refused(notWritten(failure));
    });
  }

  Future<Reply<BytesAppended>> drop(DropUpload request, CallInfo call) {
    var upload = open.get(request.upload());
    if (upload == null || !upload.tenant.equals(call.tenant())) {
      return Future.succeededFuture(Reply.refused(unknown()));
    }
    drop(request.upload());
    return Future.succeededFuture(Reply.of(new BytesAppended(0)));
  }

  /** The file of what came; it is the caller's from now on. */
  Reply<Path> take(String id, CallInfo call) {
    var upload = open.get(id);
    if (upload == null || !upload.tenant.equals(call.tenant()) || upload.writing) {
      return Reply.refused(unknown());
    }
    open.remove(id);
    vertx.cancelTimer(upload.timer);
    return Reply.of(upload.file);
  }

  /** A file with these bytes, as if they had come in pieces; none where the disk has no place for all. */
  Path file(byte[] content) throws IOException {
    var file = folder.resolve(UUID.randomUUID().toString());
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      SafeFiles.deleteQuietly(file, e);
      throw e;
    }
  }

  private void watch(String id, Upload upload) {
    vertx.cancelTimer(upload.timer);
    upload.timer = vertx.setTimer(PATIENCE.toMillis(), _ -> drop(id));
  }

  private void drop(String id) {
    var upload = open.remove(id);
    if (upload != null) {
      vertx.cancelTimer(upload.timer);
      var _ = onWorker(() -> Files.deleteIfExists(upload.file))
          .onFailure(e -> LOG.warn("could not delete upload file={}", upload.file, e));
    }
  }

  private static Path write(Path file, Bytes bytes) throws IOException {
    try (var out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      var left = ByteBuffer.wrap(bytes.content()).asReadOnlyBuffer();
      while (left.hasRemaining()) {
        out.write(left);
      }
    }
    return file;
  }

  private <T> Future<T> onWorker(Callable<T> work) {
    return workers.executeBlocking(work, false).map(Objects::requireNonNull);
  }

  private static NotFound unknown() {
    return new NotFound("upload: there is no such upload, or not any more", "upload");
  }

  private static Unavailable notWritten(Throwable failure) {
    LOG.error("could not write an upload", failure);
    return new Unavailable("storage", "the bytes could not be written to disk");
  }
}
