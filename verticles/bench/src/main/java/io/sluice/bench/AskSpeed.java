package io.sluice.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions to a whole gateway over HTTP, beside a bare Vert.x server that sends the bytes of such
 * an answer. Askers run in the same process, for both.
 */
final class AskSpeed {
  private static final int CONNECTIONS = 16;
  /** So many turns until the compiler, which has the same cores, is done with the whole way. */
  private static final int WARM_UP = 10;
  private static final List<String> QUESTIONS = List.of("How many days of annual leave do I get?",
      "How long must a password be?", "When is payday?", "What is the limit for a hotel?",
      "Who approves working from abroad?", "휴가는 며칠이에요?", "재택근무는 일주일에 며칠까지 할 수 있어요?",
      "비밀번호는 몇 자 이상으로 만들어야 하나요?");

  private AskSpeed() {}

  static List<Row> measure(Settings settings) throws Exception {
    var asking = Vertx.vertx();
    var serving = Vertx.vertx();
    try (var node = LocalNode.withSample()) {
      var bodies = QUESTIONS.stream()
          .map(text -> "{\"question\": \"" + text + "\", \"cache\": \"bypass\"}").toList();
      var answer = Load.once(asking, node.port(), bodies.getFirst());
      var baseline = serve(serving, answer);
      var rows = new ArrayList<Row>();
      for (var connections : List.of(CONNECTIONS, 1)) {
        var turns = Turns.take(settings.rounds(),
            () -> Load.run(asking, node.port(), bodies, connections, settings.load()),
            () -> Load.run(asking, baseline, bodies, connections, settings.load()));
        rows.addAll(rows(turns, connections, answer.length()));
      }
      return rows;
    } finally {
      Wait.until(Future.all(asking.close(), serving.close()));
    }
  }

  /** The same questions, whose answers are remembered. */
  static Row remembered(Settings settings) throws Exception {
    var asking = Vertx.vertx();
    var serving = Vertx.vertx();
    try (var node = LocalNode.withSampleAndCaches()) {
      var bodies = QUESTIONS.stream().map(text -> "{\"question\": \"" + text + "\"}").toList();
      for (var body : bodies) {
        Load.once(asking, node.port(), body);
      }
      var answer = Load.once(asking, node.port(), bodies.getFirst());
      if (!answer.toString().contains("\"exact\"")) {
        throw new IllegalStateException("not from the cache: " + answer);
      }
      var baseline = serve(serving, answer);
      Load.run(asking, node.port(), bodies, CONNECTIONS, settings.load().multipliedBy(WARM_UP));
      return Turns.take(settings.rounds(),
          () -> Load.run(asking, node.port(), bodies, CONNECTIONS, settings.load()),
          () -> Load.run(asking, baseline, bodies, CONNECTIONS, settings.load()))
          .row("`/v1/ask` from the cache, " + CONNECTIONS + " connections / static response of "
              + answer.length() + " bytes", Row.Kind.PER_SECOND, Load.Result::perSecond, "≥ 0.5");
    } finally {
      Wait.until(Future.all(asking.close(), serving.close()));
    }
  }

  private static List<Row> rows(Turns<Load.Result> turns, int connections, int bytes) {
    var what = "`/v1/ask`, " + connections + (connections == 1 ? " connection" : " connections");
    return List.of(
        turns.row(what + " / static response of " + bytes + " bytes", Row.Kind.PER_SECOND,
            Load.Result::perSecond, ""),
        turns.row(what + ", p50", Row.Kind.MILLIS, Load.Result::p50, ""),
        turns.row(what + ", p99", Row.Kind.MILLIS, Load.Result::p99, ""));
  }

  /** The port of a server on as many event loops as the gateway has front doors. */
  private static int serve(Vertx vertx, Buffer answer) throws Exception {
    var port = Wait.freePort();
    Wait.until(vertx.deployVerticle(() -> new Static(answer, port), new DeploymentOptions()
        .setInstances(Runtime.getRuntime().availableProcessors())));
    return port;
  }

  /** Sends the same to everyone, having read what they said. */
  private static final class Static extends VerticleBase {
    private final Buffer answer;
    private final int port;

    Static(Buffer answer, int port) {
      this.answer = answer;
      this.port = port;
    }

    @Override
    public Future<?> start() {
      return vertx.createHttpServer()
          .requestHandler(request -> request.body().onSuccess(_ -> request.response()
              .putHeader("content-type", "application/json").end(answer)))
          .listen(port, "127.0.0.1");
    }
  }
}
