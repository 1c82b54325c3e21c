package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetrievalConfigTest {

  private static final Path PATH = Path.of("data");

  @ParameterizedTest
  @MethodSource
  void namesWhatIsWrong(String field, Supplier<RetrievalConfig> config) {
    assertEquals(field, assertThrows(Violation.class, config::get).field());
  }

  static Stream<Arguments> namesWhatIsWrong() {
    return Stream.of(wrong("candidates-per-leg", () -> new RetrievalConfig(PATH, 0, 1, 0, 60, 2)),
        wrong("vector-weight", () -> new RetrievalConfig(PATH, 100, -1, 0, 60, 2)),
        wrong("uncovered-vector-weight",
            () -> new RetrievalConfig(PATH, 100, 1, Double.NaN, 60, 2)),
        wrong("rrf-constant", () -> new RetrievalConfig(PATH, 100, 1, 0, 0, 2)),
        wrong("search-threads", () -> new RetrievalConfig(PATH, 100, 1, 0, 60, 0)));
  }

  private static Arguments wrong(String field, Supplier<RetrievalConfig> config) {
    return Arguments.of(field, config);
  }
}
