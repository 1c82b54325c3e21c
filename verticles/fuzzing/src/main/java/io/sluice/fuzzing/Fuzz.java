package io.sluice.fuzzing;

import java.io.Closeable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tries the inputs of a suite. Each is made from the seed and its number alone, and what fails says both:
 * {@code -Dsluice.fuzz.seed=S} makes the same inputs again, {@code -Dsluice.fuzz.number=N} only that one;
 * {@code -Dsluice.fuzz.times=10} makes ten times as many.
 */
public final class Fuzz {
  private static final long SEED = Long.getLong("sluice.fuzz.seed", 2026);
  private static final int TIMES = Integer.getInteger("sluice.fuzz.times", 1);
  private static final int ONLY = Integer.getInteger("sluice.fuzz.number", -1);
  private static final int MOST_TROUBLES = 10;
  private static final int LONGEST_TROUBLE = 3_000;
  private static final int MOST_LINES = 40;

  private Fuzz() {}

  /** Tries one input, and throws where what comes of it is wrong. */
  public interface Trial {
    void with(Random random) throws Exception;
  }

  /** The same, on something that serves for many inputs, as a connection does. */
  public interface TrialOn<T> {
    void with(T on, Random random) throws Exception;
  }

  /** One after another. */
  public static void each(Suite suite, Trial trial) {
    each(suite, 1, () -> () -> {}, (nothing, random) -> trial.with(random));
  }

  /**
   * Several at once.
   *
   * @param opens what each of them is tried on
   */
  public static <T extends Closeable> void each(Suite suite, int atOnce, Callable<T> opens,
      TrialOn<T> trial) {
    var began = System.nanoTime();
    var all = ONLY < 0 ? Math.multiplyExact(suite.inputs(), TIMES) : ONLY + 1;
    var next = new AtomicInteger(Math.max(0, ONLY));
    var tried = new AtomicInteger();
    var troubles = new ConcurrentLinkedQueue<String>();
    var tasks = IntStream.range(0, atOnce).<Callable<Void>>mapToObj(i -> () -> {
      try (var on = opens.call()) {
        for (var number = next.getAndIncrement(); number < all
            && troubles.size() < MOST_TROUBLES; number = next.getAndIncrement()) {
          attempt(suite, number, random -> trial.with(on, random), troubles);
          tried.incrementAndGet();
        }
      }
      return null;
    }).toList();
    run(suite, atOnce, tasks);
    System.out.printf("fuzz: suite=%s inputs=%d seed=%d ms=%d%n", suite, tried.get(), SEED,
        (System.nanoTime() - began) / 1_000_000);
    if (!troubles.isEmpty()) {
      throw new AssertionError(String.join("\n", troubles));
    }
    if (ONLY < 0 && tried.get() != all) {
      throw new AssertionError(suite + " tried " + tried + " inputs, not " + all);
    }
  }

  private static void attempt(Suite suite, int number, Trial trial, Queue<String> troubles) {
    try {
      trial.with(new Random(seed(suite, number)));
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      var what = String.valueOf(e);
      troubles.add("%s %d (-Dsluice.fuzz.seed=%d -Dsluice.fuzz.number=%d) %s%s".formatted(suite,
          number, SEED, number, what.substring(0, Math.min(what.length(), LONGEST_TROUBLE)),
          e instanceof AssertionError && e.getCause() == null ? "" : trace(e)));
    }
  }

  private static String trace(Throwable e) {
    var trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return "\n" + trace.toString().lines().limit(MOST_LINES).collect(Collectors.joining("\n"));
  }

  private static void run(Suite suite, int atOnce, List<Callable<Void>> tasks) {
    try (var pool = Executors.newFixedThreadPool(atOnce)) {
      for (var done : pool.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(suite + " was interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError(suite + " could not be tried", e.getCause());
    }
  }

  /** Neighbouring numbers have nothing in common. */
  private static long seed(Suite suite, int number) {
    var mixed = SEED + 0x9e3779b97f4a7c15L * (suite.name().hashCode() * 1_000_003L + number + 1);
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
