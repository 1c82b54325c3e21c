package io.sluice.parsing.child;

import io.sluice.parsing.Parsed;
import io.sluice.parsing.Parsed.Unreadable;
import io.sluice.parsing.ParsingConfig;
import io.sluice.parsing.Reason;
import io.sluice.parsing.child.Child.Ended;
import io.sluice.parsing.document.Source;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The processes that read documents. They are started when first needed, kept for the next document,
 * and replaced when they end or have read many. A document whose process ended for no reason it is known
 * to have given gets a second one: the system may have ended the first. Any thread may ask.
 */
public final class ChildPool implements AutoCloseable {
  private static final int DOCUMENTS_EACH = 500;

  private final ParsingConfig config;
  private final Path scratch;
  private final Semaphore places;
  private final ScheduledThreadPoolExecutor watch;
  private final Object lock = new Object();
  private final Deque<Child> idle = new ArrayDeque<>();
  private final Set<Child> all = new HashSet<>();
  private boolean closed;

  public ChildPool(ParsingConfig config, Path scratch) {
    this.config = config;
    this.scratch = scratch;
    this.places = new Semaphore(config.processes(), true);
    this.watch = new ScheduledThreadPoolExecutor(1,
        Thread.ofPlatform().daemon().name("reader-watch").factory());
    watch.setRemoveOnCancelPolicy(true);
  }

  /** Reads a document; waits while as many are read as may be at once. */
  public Parsed read(Source source) throws IOException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting to read a document");
    }
    try {
      var first = attempt(source);
      return first != null ? first : orCrashed(attempt(source));
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    List<Child> children;
    synchronized (lock) {
      closed = true;
      children = List.copyOf(all);
      all.clear();
      idle.clear();
    }
    children.forEach(Child::close);
    watch.shutdownNow();
  }

  private static Parsed orCrashed(@Nullable Parsed parsed) {
    return parsed != null
        ? parsed
        : new Unreadable(Reason.CRASHED, "makes the process that reads it end");
  }

  /** What came of reading; null where the process ended and another one may do better. */
  private @Nullable Parsed attempt(Source source) throws IOException {
    var child = take();
    try {
      var parsed = child.read(source);
      giveBack(child);
      return parsed;
    } catch (Ended e) {
      discard(child);
      checkOpen();
      return switch (e.end()) {
        case LATE -> new Unreadable(Reason.TOO_SLOW,
            "takes longer than " + seconds() + " s to read");
        case OUT_OF_MEMORY -> new Unreadable(Reason.TOO_MUCH_MEMORY,
            "needs more than " + config.memoryMb() + " MB to read");
        case UNEXPECTED -> null;
      };
    }
  }

  private String seconds() {
    return BigDecimal.valueOf(config.timeout().toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private Child take() throws IOException {
    for (var child = pollIdle(); child != null; child = pollIdle()) {
      if (child.isAlive()) {
        return child;
      }
      discard(child);
    }
    var child = Child.start(config, scratch, watch);
    synchronized (lock) {
      if (!closed) {
        all.add(child);
        return child;
      }
    }
    child.close();
    throw closedException();
  }

  private @Nullable Child pollIdle() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw closedException();
      }
      return idle.poll();
    }
  }

  private void giveBack(Child child) {
    synchronized (lock) {
      if (!closed && child.documents() < DOCUMENTS_EACH) {
        idle.push(child);
        return;
      }
    }
    discard(child);
  }

  private void discard(Child child) {
    synchronized (lock) {
      all.remove(child);
    }
    child.close();
  }

  private void checkOpen() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw closedException();
      }
    }
  }

  private static IOException closedException() {
    return new IOException("closed while a document was read");
  }
}
