package io.sluice.evaluation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work on virtual threads, so much of it at once. Whoever adds more waits until there is room. The
 * first failure ends it.
 */
final class AtOnce implements AutoCloseable {
  private final Semaphore room;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  /** Of the thread that adds work. */
  private boolean told;

  AtOnce(int most) {
    this.room = new Semaphore(most);
  }

  void run(Runnable work) {
    failIfFailed();
    room.acquireUninterruptibly();
    threads.execute(() -> {
      try {
        if (failure.get() == null) {
          work.run();
        }
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      } finally {
        room.release();
      }
    });
  }

  /** Waits for all of it. */
  @Override
  public void close() {
    threads.close();
    failIfFailed();
  }

  /** Once: whoever closes it because of a failure knows of it. */
  private void failIfFailed() {
    var failed = failure.get();
    if (failed != null && !told) {
      told = true;
      throw failed;
    }
  }
}
