package io.sluice.launcher.cluster;

import io.sluice.launcher.RunningGateway;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * People who ask without end, as through a proxy: a node that cannot be reached is passed over, and nothing
 * else is tried again unless they are patient.
 */
final class Askers implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("^id: (\\d+)$", Pattern.MULTILINE);
  private static final int MOST_TRIES = 20;
  /** As long as a plain client waits for an answer to begin. */
  private static final Duration PATIENCE = Duration.ofSeconds(7);
  private static final Duration HANGS = Duration.ofMinutes(2);

  private final ThreeNodes nodes;
  private final boolean patient;
  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicIntegerArray reads = new AtomicIntegerArray(ThreeNodes.NODES);
  private final AtomicIntegerArray answeredBy = new AtomicIntegerArray(ThreeNodes.NODES);
  private final AtomicLongArray begun;
  private volatile boolean enough;

  /**
   * Begins.
   *
   * @param patient whether what failed is asked once more, at another node
   */
  Askers(ThreeNodes nodes, int streaming, int waiting, boolean patient) {
    this.nodes = nodes;
    this.patient = patient;
    this.begun = new AtomicLongArray(streaming + waiting);
    for (var i = 0; i < streaming + waiting; i++) {
      var asker = i;
      var name = "asker " + i;
      var streams = i < streaming;
      threads.add(Thread.ofVirtual().name(name).start(() -> {
        for (var n = 0; !enough; n++) {
          begun.incrementAndGet(asker);
          var question = "What does " + name + " find in the greenhouse, number " + n + "?";
          try {
            if (streams) {
              read(n, question);
            } else {
              ask(n, question);
            }
            answered.incrementAndGet();
          } catch (Exception | AssertionError e) {
            failures.add(question + ": " + e);
          }
        }
      }));
    }
  }

  int answered() {
    return answered.get();
  }

  /** How many streams of a node are being read. */
  int reads(int n) {
    return reads.get(n);
  }

  /** How many answers of a node came to their end. */
  int answeredBy(int n) {
    return answeredBy.get(n);
  }

  /** Whether everybody asks something else than now; to be asked until it is so. */
  BooleanSupplier askAnew() {
    var before = IntStream.range(0, begun.length()).mapToLong(begun::get).toArray();
    return () -> IntStream.range(0, before.length).allMatch(i -> begun.get(i) > before[i]);
  }

  /** How many streams broke off. */
  int broken() {
    return broken.get();
  }

  /** What went wrong, once all have their last answer. */
  List<String> failures() throws InterruptedException {
    enough = true;
    for (var thread : threads) {
      thread.join();
    }
    return List.copyOf(failures);
  }

  private void ask(int from, String question) throws Exception {
    var again = patient;
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      var at = (from + tries) % ThreeNodes.NODES;
      var node = nodes.node(at);
      try (var client = HttpClient.newHttpClient()) { // as in Reading, with a connection of its own
        var response = client.send(node.request("/v1/ask")
            .header("content-type", "application/json").timeout(patient ? PATIENCE : HANGS)
            .POST(BodyPublishers.ofString(
                RunningGateway.JSON.createObjectNode().put("question", question).toString()))
            .build(), BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          answeredBy.incrementAndGet(at);
          return;
        }
        if (!again) {
          throw new AssertionError(response.statusCode() + " " + response.body());
        }
        again = false;
      } catch (ConnectException e) {
        // the proxy takes the next one
      } catch (IOException e) {
        if (!again) {
          throw e;
        }
        again = false;
      }
    }
    throw new AssertionError("no node could be reached");
  }

  /** A stream that breaks off is read on at another node: to its end, or to the error that says why. */
  private void read(int from, String question) throws Exception {
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      var at = (from + tries) % ThreeNodes.NODES;
      Reading reading;
      try {
        reading = Reading.asks(nodes.node(at), question).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof ConnectException || patient) {
          continue;
        }
        throw e;
      }
      if (finish(reading, at)) {
        return;
      }
    }
    throw new AssertionError("no node could be reached");
  }

  /** False where it is to be asked again: there was nothing yet, or nothing that others know of. */
  private boolean finish(Reading reading, int at) throws Exception {
    reads.incrementAndGet(at);
    try {
      var all = reading.all();
      if (patient && !isStream(all)) {
        return false;
      }
      check(all, patient);
      if (all.contains("event: done")) {
        answeredBy.incrementAndGet(at);
      }
    } catch (IOException e) {
      if (!patient) {
        throw e;
      }
      broken.incrementAndGet();
      if (!reading.seen().contains("\"id\":")) {
        return false;
      }
      var numbers = NUMBER.matcher(reading.seen()).results().toList();
      var last = numbers.isEmpty() ? 0 : Integer.parseInt(numbers.getLast().group(1));
      var rest = Reading.goesOn(nodes.node((at + 1) % ThreeNodes.NODES),
          Reading.idIn(reading.seen()), last).join().all();
      if (!isStream(rest)) {
        return false;
      }
      check(rest, true);
    } finally {
      reads.decrementAndGet(at);
    }
    return true;
  }

  private static boolean isStream(String all) {
    return all.contains("event: ");
  }

  private static void check(String all, boolean mayFail) {
    if (!all.contains("event: done") && !(mayFail && all.contains("event: error"))) {
      throw new AssertionError("a stream without an end: " + all);
    }
  }

  @Override
  public void close() {
    enough = true;
  }
}
