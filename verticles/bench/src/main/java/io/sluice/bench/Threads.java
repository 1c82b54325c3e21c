package io.sluice.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The same work on several platform threads at once. */
final class Threads {

  private Threads() {}

  /** Work that may fail. */
  interface Work {
    void run() throws Exception;
  }

  /** Returns when all are done. */
  static void run(int threads, Work work) throws InterruptedException, ExecutionException {
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var runs = IntStream.range(0, threads).<Callable<Boolean>>mapToObj(_ -> () -> {
        work.run();
        return true;
      }).toList();
      for (var run : pool.invokeAll(runs)) {
        run.get();
      }
    }
  }
}
