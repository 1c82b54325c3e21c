package io.sluice.launcher.chaos;

import io.sluice.launcher.RunningGateway;
import io.sluice.launcher.chaos.Asker.Way;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many who ask at once, by every way there is; each answer is held to what is promised of it. */
final class Load {
  private static final int AT_ONCE = 16;
  private static final int MOST_TOLD = 5;

  private final RunningGateway gateway;
  private final Questions questions;
  private final Random random;

  Load(RunningGateway gateway, Questions questions, Random random) {
    this.gateway = gateway;
    this.questions = questions;
    this.random = random;
  }

  /** How each of so many questions ended; fails where one did not end as it has to. */
  List<Ending> ask(int count) throws Exception {
    var places = new Semaphore(AT_ONCE);
    var client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    var asker = new Asker(client, gateway.url());
    var asked = new ArrayList<Future<Ending>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < count; i++) {
        var way = Form.any(Way.values(), random);
        var question = questions.next();
        var patience = 1 + random.nextLong(8);
        asked.add(threads.submit(() -> {
          places.acquire();
          try {
            return told(asker, way, question, patience);
          } finally {
            places.release();
          }
        }));
      }
      return endings(asked);
    } finally {
      client.shutdownNow();
    }
  }

  /** One question that is read as events. */
  Ending askOne() throws Exception {
    try (var client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      return told(new Asker(client, gateway.url()), Way.EVENTS, questions.next(), Long.MAX_VALUE);
    }
  }

  private static Ending told(Asker asker, Way way, String question, long patience) {
    try {
      return asker.ask(way, question, patience);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(way + " \"" + question + "\": " + e, e);
    }
  }

  private static List<Ending> endings(List<Future<Ending>> asked) {
    var endings = new ArrayList<Ending>();
    var wrong = new ArrayList<Throwable>();
    for (var future : asked) {
      try {
        endings.add(Patience.result(future, "a question hangs"));
      } catch (Exception | AssertionError e) {
        wrong.add(e);
      }
    }
    if (!wrong.isEmpty()) {
      var failure = new AssertionError(wrong.size() + " of " + asked.size()
          + " questions did not end as they have to, the first with " + wrong.getFirst());
      wrong.stream().limit(MOST_TOLD).forEach(failure::addSuppressed);
      throw failure;
    }
    return endings;
  }
}
