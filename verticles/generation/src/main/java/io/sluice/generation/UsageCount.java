package io.sluice.generation;

import io.sluice.chunking.Tokens;
import io.sluice.generation.model.CallEnd.Whole;
import io.sluice.generation.model.ModelRequest;
import io.sluice.message.AnswerEvent.Usage;

/** What a call took: as the server says, else as we count. To be run on a worker. */
final class UsageCount {

  private UsageCount() {}

  /**
   * What it took.
   *
   * @param dearest what answers the hardest questions: the money it would have cost more is saved
   */
  static Usage of(EndpointConfig config, EndpointConfig dearest, ModelRequest request,
      String answer, Whole end) {
    var prompt = end.promptTokens() >= 0 ? end.promptTokens() : count(request);
    var completion = end.completionTokens() >= 0 ? end.completionTokens() : count(answer);
    var cost = config.cost(prompt, completion);
    return new Usage(prompt, completion, cost,
        Math.max(0, dearest.cost(prompt, completion) - cost));
  }

  /** What a call may cost at most, in US dollars, as far as we count tokens as the model does. */
  static double most(EndpointConfig config, ModelRequest request) {
    return config.cost(count(request), request.maxTokens());
  }

  private static int count(ModelRequest request) {
    return count(request.system())
        + request.messages().stream().mapToInt(said -> count(said.text())).sum();
  }

  private static int count(String text) {
    return new Tokens(text).count(0, text.length(), Integer.MAX_VALUE / 2);
  }
}
