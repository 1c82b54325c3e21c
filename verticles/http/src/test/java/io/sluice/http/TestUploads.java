package io.sluice.http;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Uploading;
import io.sluice.message.Uploading.AppendBytes;
import io.sluice.message.Uploading.BytesAppended;
import io.sluice.message.Uploading.UploadStarted;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Uploads on their way, of which it counts the pieces but keeps only the hash. */
final class TestUploads {
  /** The uploads that were dropped, in order. */
  final BlockingQueue<String> dropped = new LinkedBlockingQueue<>();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  final List<Integer> pieces = new CopyOnWriteArrayList<>();
  /** Completes when a piece may be answered: with null, or with the reason to refuse it. */
  volatile Function<AppendBytes, Future<@Nullable Refusal>> gate = piece -> Future
      .succeededFuture();
  volatile @Nullable Refusal startRefusal;

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();

  /** What is known of an upload. */
  static final class Kept {
    final MessageDigest hash;
    long size;

    Kept() throws java.security.NoSuchAlgorithmException {
      hash = MessageDigest.getInstance("SHA-256");
    }
  }

  Future<?> serve(TestActors actors) {
    return Future.all(actors.serve(Uploading.START, (start, call) -> {
      var why = startRefusal;
      return why == null ? start() : why;
    }), actors.bus.serve(Uploading.APPEND, (append, call) -> append(append)),
        actors.serve(Uploading.DROP, (drop, call) -> {
          kept.remove(drop.upload());
          dropped.add(drop.upload());
          return new BytesAppended(0);
        }));
  }

  /** What came of an upload; it is taken, and cannot be taken again. */
  Kept take(@Nullable String upload) {
    var taken = upload == null ? null : kept.remove(upload);
    if (taken == null) {
      throw new AssertionError("there is no upload " + upload);
    }
    return taken;
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  private UploadStarted start() {
    try {
      var id = "u-" + started.incrementAndGet();
      kept.put(id, new Kept());
      return new UploadStarted(id);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private Future<Reply<BytesAppended>> append(AppendBytes append) {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    return gate.apply(append).map(why -> {
      atOnce.decrementAndGet();
      var upload = kept.get(append.upload());
      if (why != null || upload == null || upload.size != append.offset()) {
        return Reply.refused(why == null ? new NotFound("no such place", "upload") : why);
      }
      upload.hash.update(append.bytes().content());
      upload.size += append.bytes().length();
      pieces.add(append.bytes().length());
      return Reply.of(new BytesAppended(upload.size));
    });
  }
}
