package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetrievalConfigTest {

  private static final Path PATH = Path.of("data");

  @ParameterizedTest
  @MethodSource
  void namesWhatIsWrong(String field, Supplier<Object> config) {
    assertEquals(field, assertThrows(Violation.class, config::get).field());
  }

  static Stream<Arguments> namesWhatIsWrong() {
    return Stream.of(wrong("candidates-per-leg", () -> rules(0, 1, 0, 60, List.of())),
        wrong("vector-weight", () -> rules(100, -1, 0, 60, List.of())),
        wrong("uncovered-vector-weight", () -> rules(100, 1, Double.NaN, 60, List.of())),
        wrong("rrf-constant", () -> rules(100, 1, 0, 0, List.of())),
        wrong("synonyms", () -> rules(100, 1, 0, 60, List.of(List.of("휴가")))),
        wrong("synonyms", () -> rules(100, 1, 0, 60, List.of(List.of("휴가", "")))),
        wrong("search-threads",
            () -> new RetrievalConfig(PATH, 0, Precision.FULL, WeaviateConfig.off(),
                FindingRules.defaults(),
                Map.of())));
  }

  @Test
  void aCollectionWithoutRulesHasThoseOfAll() {
    var own = rules(7, 1, 0, 60, List.of());
    var config = new RetrievalConfig(PATH, 1, Precision.FULL, WeaviateConfig.off(),
        FindingRules.defaults(),
        Map.of("own", own));

    assertEquals(own, config.of("own"));
    assertEquals(FindingRules.defaults(), config.of("other"));
  }

  private static FindingRules rules(int candidates, double vector, double uncovered, int rrf,
      List<List<String>> synonyms) {
    return new FindingRules(candidates, vector, uncovered, Blend.RRF, rrf, Feedback.WORDS,
        synonyms);
  }

  private static Arguments wrong(String field, Supplier<Object> config) {
    return Arguments.of(field, config);
  }
}
