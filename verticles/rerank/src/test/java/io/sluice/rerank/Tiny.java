package io.sluice.rerank;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The model of the tests, whose score is how many words of the text are in the question, less a
 * thousandth for each word of the text; and calls with all the time in the world.
 */
final class Tiny {

  private Tiny() {}

  static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(Tiny.class.getResource("/tiny-cross-encoder")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static RerankConfig config(int batch) {
    return config(folder(), batch, 64);
  }

  static RerankConfig config(Path folder, int batch, int maxTokens) {
    return new RerankConfig(folder, EndpointConfig.none(), maxTokens, batch, 1, 100);
  }

  static CallInfo call() {
    return CallInfo.within(Duration.ofMinutes(10), "test");
  }

  static <A> A answer(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A value) -> value;
      case Refused<A>(var why) -> throw new AssertionError("refused: " + why);
    };
  }

  static Refusal refusal(Reply<?> reply) {
    return switch (reply) {
      case Answered<?>(var value) -> throw new AssertionError("answered: " + value);
      case Refused<?>(var why) -> why;
    };
  }
}
