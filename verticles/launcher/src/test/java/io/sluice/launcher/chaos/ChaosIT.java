package io.sluice.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluice.launcher.RunningGateway;
import io.sluice.launcher.chaos.Ending.Answered;
import io.sluice.launcher.chaos.Ending.Left;
import io.sluice.testservers.Acts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * One gateway, to which one thing after the other happens, and then several at once. Whatever it is, every
 * question ends once, and when it is over the gateway answers as before and holds no more than before.
 */
class ChaosIT {
  private static final int QUESTIONS = Form.pick(32, 400);
  private static final int FLOOD = Form.pick(40, 1_000);
  private static final int READERS = Form.pick(200, 10_000);
  private static final int ROUNDS = Form.pick(4, 150);
  private static final int LONG_ANSWERS = 10;

  @TempDir
  Path folder = Path.of("");
  private final Random random = Form.random();
  private final Questions questions = new Questions();
  private final Provider provider = new Provider();
  @SuppressWarnings("NullAway.Init")
  private RunningGateway gateway;
  @SuppressWarnings("NullAway.Init")
  private Load load;
  @SuppressWarnings("NullAway.Init")
  private Footprint before;
  private int documents = Questions.documents().size();

  /**
   * Nothing is remembered, so that whatever grows has leaked; and nobody waits for long: but a stream may be
   * silent for as long as a heartbeat.
   */
  @BeforeEach
  void start() throws Exception {
    gateway = RunningGateway.before(provider.model(), folder.resolve("storage"),
        RunningGateway.FORGETFUL, "cache.embeddings.max-mb=0", "cache.passages.max-mb=0",
        "streams.keep-for=1s", "http.idle-timeout=" + Form.pick(10, 30) + "s",
        "answer.max-concurrent=" + 2 * READERS,
        "generation.endpoints.openai.first-token-timeout=3s",
        "generation.endpoints.openai.between-tokens-timeout=3s",
        "generation.endpoints.openai.max-tokens=8192",
        "generation.endpoints.openai.circuit.rest=2s");
    for (var document : Questions.documents()) {
      gateway.take(document);
    }
    load = new Load(gateway, questions, random);
    load.ask(QUESTIONS);
  }

  @AfterEach
  void stop() throws Exception {
    try {
      gateway.close();
    } finally {
      provider.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyQuestionEndsOnceAndAllIsAsBeforeAfter() throws Exception {
    if (Footprint.isKnown()) {
      before = settled();
    }
    return Stream.of(
        Arrays.stream(Mischief.values())
            .map(mischief -> test("a model that " + mischief, () -> suffer(mischief))),
        Stream.of(test("a model that goes and comes back", this::loseTheModel),
            test("a process that stands still", this::standStill),
            test("readers who read slowly or nothing", this::bearSlowReaders)),
        Arrays.stream(Flood.values())
            .map(flood -> test("a flood of " + flood, () -> bear(flood))),
        IntStream.range(0, ROUNDS)
            .mapToObj(round -> test("all sorts of things, round " + round, this::mixture)),
        Stream.of(dynamicTest("all of it: nothing has leaked", this::expectNoLeak)))
        .flatMap(tests -> tests);
  }

  private DynamicTest test(String name, Executable fault) {
    return dynamicTest(name, () -> {
      fault.execute();
      recover();
    });
  }

  /** Ready, and answering by its model. */
  private void recover() throws Exception {
    Patience.until(
        () -> gateway.send(gateway.request("/health/ready").build()).statusCode() == 200,
        () -> "the gateway does not become ready again");
    Patience.until(() -> load.askOne().equals(new Answered("openai")),
        () -> "the model does not answer again");
    Patience.until(() -> circuit().equals("closed"), () -> "the model's circuit does not close");
  }

  private String circuit() throws Exception {
    return gateway.get("/health").path("parts").path("openai").path("circuit").asText();
  }

  private void suffer(Mischief mischief) throws Exception {
    provider.does(mischief::answer);
    var endings = load.ask(QUESTIONS);
    provider.behave();
    if (mischief.endsBeforeFirstWord()) {
      expectAnswers(endings);
    }
  }

  /** Where nobody has seen a word of the model yet, the passages answer instead. */
  private static void expectAnswers(List<Ending> endings) {
    var failed = endings.stream()
        .filter(ending -> !(ending instanceof Answered || ending instanceof Left)).toList();
    assertEquals(List.of(), failed);
  }

  private void loseTheModel() throws Exception {
    provider.go();
    var endings = load.ask(QUESTIONS);
    assertNotEquals("closed", circuit());
    provider.comeBack();
    expectAnswers(endings);
  }

  private void standStill() throws Exception {
    during(this::stopForAWhile, () -> load.ask(QUESTIONS));
  }

  private void stopForAWhile() throws Exception {
    // By one process, which goes on by itself: this one may stand still, too.
    var pid = gateway.pid();
    assertEquals(0, new ProcessBuilder("sh", "-c",
        "kill -STOP %d; sleep 1; kill -CONT %d".formatted(pid, pid)).start().waitFor());
  }

  /** Who reads slowly gets all of it; who does not read is hung up on. */
  private void bearSlowReaders() throws Exception {
    provider.does(Acts.says(Collections.nCopies(3_000,
        "The code is on the card at the door and nowhere else in the house ")
        .toArray(String[]::new)));
    var asked = Stream.generate(questions::next).limit(LONG_ANSWERS).toList();
    var connections = connections();
    try (var readers = SlowReaders.open(gateway, READERS, asked)) {
      readers.awaitEnds();
      provider.behave();
      expectAnswers(load.ask(QUESTIONS));
      Patience.until(() -> connections() <= connections + readers.mute() / 10 + 30,
          () -> "who does not read is not hung up on");
    }
  }

  private long connections() throws IOException {
    return Footprint.isKnown() ? Footprint.connections(gateway.pid()) : 0;
  }

  private void bear(Flood flood) throws Exception {
    during(() -> flood.over(gateway, FLOOD), () -> expectAnswers(load.ask(QUESTIONS)));
  }

  /** A model that does anything, and up to two other things beside it. */
  private void mixture() throws Exception {
    provider.does(call -> {
      if (random.nextBoolean()) {
        Provider.well().answer(call);
      } else {
        Form.any(Mischief.values(), random).answer(call);
      }
    });
    during(disturbance(), () -> during(disturbance(), () -> load.ask(2 * QUESTIONS)));
    provider.behave();
  }

  private Executable disturbance() {
    return switch (random.nextInt(6)) {
      case 0 -> this::stopForAWhile;
      case 1 -> () -> {
        try (var _ = SlowReaders.open(gateway, 20, List.of(questions.next()))) {
          Patience.pause(Duration.ofSeconds(1));
        }
      };
      case 2 -> {
        var document = Questions.document(documents++, "");
        yield () -> gateway.take(document);
      }
      case 3 -> {
        var flood = Form.any(Flood.values(), random);
        yield () -> flood.over(gateway, FLOOD);
      }
      case 4 -> () -> Flood.MANY_HEADERS.over(gateway, FLOOD);
      default -> () -> {};
    };
  }

  private static void during(Executable disturbance, Executable work) throws Exception {
    try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> disturbed = thread.submit((Callable<Object>) () -> {
        run(disturbance);
        return "over";
      });
      run(work);
      Patience.result(disturbed, "the disturbance does not end");
    }
  }

  private static void run(Executable work) throws Exception {
    try {
      work.execute();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private void expectNoLeak() throws Exception {
    assumeTrue(Footprint.isKnown(), "what a process holds is known on Linux only");
    var grown = new ArrayList<String>();
    Patience.until(() -> {
      grown.clear();
      grown.addAll(settled().grownSince(before));
      return grown.isEmpty();
    }, () -> "it holds more than before: " + grown);
    assertTrue(gateway.log().lines().noneMatch(line -> line.contains("OutOfMemoryError")));
  }

  /** With no connection to the model that is kept for the next question. */
  private Footprint settled() throws IOException {
    provider.go();
    provider.comeBack();
    return Footprint.of(gateway.pid());
  }
}
