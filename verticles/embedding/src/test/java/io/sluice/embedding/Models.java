package io.sluice.embedding;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The models of the tests, and calls with all the time in the world. */
final class Models {

  private Models() {}

  static Path tinyFolder() {
    try {
      return Path.of(
          Objects.requireNonNull(Models.class.getResource("/tiny-model")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static EmbeddingConfig tiny(int maxBatch) {
    return in(tinyFolder(), maxBatch, 512);
  }

  static EmbeddingConfig in(Path folder, int maxBatch, int maxTokens) {
    return new EmbeddingConfig(folder, Pooling.MEAN, "", "", List.of("en", "ko"), maxTokens,
        maxBatch, 1, 100, EndpointConfig.none());
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
}
