package io.sluice.rerank;

import io.sluice.bus.Tracing;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.resilience.Circuit;
import io.sluice.resilience.CircuitConfig;
import io.sluice.resilience.Circuits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores from a server. Where there are more texts than it takes in one request, several are sent at
 * once: a cross-encoder scores each text by itself, so their scores can be compared.
 */
final class EndpointReranker implements Reranker {
  private final EndpointConfig config;
  private final EndpointClient client;
  private final Circuit circuit;

  EndpointReranker(Vertx vertx, EndpointConfig config, Circuits circuits,
      Tracing tracing) {
    this.config = config;
    this.client = new EndpointClient(vertx, config, tracing);
    this.circuit = circuits.of("rerank", CircuitConfig.DEFAULT);
  }

  @Override
  public String model() {
    return config.model().isEmpty() ? "endpoint" : config.model();
  }

  @Override
  public Future<Reply<List<Double>>> score(String question, List<String> texts, CallInfo call) {
    var replies = new ArrayList<Future<Reply<List<Double>>>>();
    for (var from = 0; from < texts.size(); from += config.maxTexts()) {
      var some = texts.subList(from, Math.min(texts.size(), from + config.maxTexts()));
      replies.add(circuit.run(_ -> client.send(question, some, call), EndpointReranker::why,
          Reply::refused));
    }
    return Future.join(replies).map(_ -> together(replies.stream().map(Future::result).toList()));
  }

  /** What is late at the end is left out, anything else that is missing is told. */
  private static Reply<List<Double>> together(List<Reply<List<Double>>> replies) {
    var scores = new ArrayList<Double>();
    for (var reply : replies) {
      switch (reply) {
        case Answered<List<Double>>(List<Double> some) -> scores.addAll(some);
        case Refused<List<Double>>(Refusal why) -> {
          return why instanceof DeadlinePassed && !scores.isEmpty()
              ? Reply.of(scores)
              : Reply.refused(why);
        }
      }
    }
    return Reply.of(scores);
  }

  private static @Nullable Refusal why(Reply<List<Double>> reply) {
    return switch (reply) {
      case Answered<List<Double>> answered -> null;
      case Refused<List<Double>>(Refusal why) -> why;
    };
  }

  @Override
  public Future<?> close() {
    return client.close();
  }
}
