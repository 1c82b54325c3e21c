package io.sluice.abrouting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AbRouting.Metric;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Expand;
import io.sluice.message.Tier;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Feedback;
import io.sluice.message.Variation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentsConfigTest {

  @Test
  void everythingCanBeSaid() {
    var config = Experiments.of("""
        {'e': {'on': 'off', 'collections': ['a'], 'share': 0.5,
          'ramp': {'from': '2026-06-01T09:00:00+09:00', 'over': '10d'},
          'weights': {'control': 3}, 'metric': 'grounded', 'smallest-effect': 0.2, 'minimum': 50,
          'shadow': true,
          'variants': {'b': {'k': 3, 'retrieval': {'feedback': 'words', 'vector-weight': 2,
              'uncovered-vector-weight': 0.5, 'candidates-per-leg': 200, 'rrf-constant': 20},
            'passages': {'candidates': 50, 'per-document': 2, 'alike': 0.8, 'window': 1},
            'rerank': false,
            'tier': 'complex', 'providers': ['local'], 'prompts': 'short', 'expand': 'queries',
            'shuffled': true}}}}""");

    assertEquals(Map.of("e", new ExperimentConfig(false, List.of("a"), 0.5,
        new RampConfig("2026-06-01T09:00:00+09:00", Duration.ofDays(10)), Map.of("control", 3.0),
        Metric.GROUNDED, 0.2, 50, true,
        Map.of("b", new Variation(3, new Tuning(null, Feedback.WORDS, 2.0, 0.5, 200, 20), false,
            Tier.COMPLEX, List.of("local"), "short", Expand.QUERIES, true,
            new Shape(2, 1, 50, 0.8))))),
        config.all());
  }

  @Test
  void whatIsNotSaidIsAsByDefault() {
    var experiment = Experiments.of("{'e': {'metric': 'rating', 'variants': {'b': {}}}}").all()
        .get("e");

    assertEquals(new ExperimentConfig(true, List.of(), 1, null, Map.of(), Metric.RATING, 0.1, 100,
        false, Map.of("b", Variation.NONE)), experiment);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "{'e': 3} | e: must be an object",
      "{'e': {'variants': {'b': {}}}} | e.metric: is required",
      "{'e': {'metric': 'rating'}} | e.variants: is required",
      "{'e': {'metric': 'rating', 'variants': {}}} | e.variants: must name 1 to",
      "{'e': {'metric': 'rating', 'variants': {'b': {}}, 'sahre': 1}} | e.sahre: unknown field",
      "{'e': {'metric': 'rating', 'variants': {'b': {}}, 'share': 1.5}} | e.share: must be from 0.0",
      "{'e': {'metric': 'rating', 'variants': {'b': {}}, 'minimum': 2}} | e.minimum: must be from 30",
      "{'e': {'metric': 'rating', 'variants': {'control': {}}}} | e.variants.control: is always",
      "{'e': {'metric': 'rating', 'variants': {'b c': {}}}} | e.variants.b c: must be a name",
      "{'e': {'metric': 'rating', 'variants': {'b': {'kk': 1}}}} | e.variants.b.kk: unknown field",
      "{'e': {'metric': 'rating', 'variants': {'b': {'k': 0}}}} | e.variants.b.k: must be from 1",
      "{'e': {'metric': 'rating', 'variants': {'b': {'retrieval': {'vector-weight': -1}}}}} | e.variants.b.retrieval.vector-weight: must be from 0.0",
      "{'e': {'metric': 'rating', 'variants': {'b': {'retrieval': {'uncovered-vector-weight': 101}}}}} | e.variants.b.retrieval.uncovered-vector-weight: must be",
      "{'e': {'metric': 'rating', 'variants': {'b': {'retrieval': {'candidates-per-leg': 0}}}}} | e.variants.b.retrieval.candidates-per-leg: must be from 1",
      "{'e': {'metric': 'rating', 'variants': {'b': {'retrieval': {'rrf-constant': 0}}}}} | e.variants.b.retrieval.rrf-constant: must be from 1",
      "{'e': {'metric': 'rating', 'variants': {'b': {'retrieval': {'alpha': 1}}}}} | e.variants.b.retrieval.alpha: unknown field",
      "{'e': {'metric': 'rating', 'variants': {'b': {'passages': {'candidates': 1001}}}}} | e.variants.b.passages.candidates: must be from 1",
      "{'e': {'metric': 'rating', 'variants': {'b': {'passages': {'per-document': -1}}}}} | e.variants.b.passages.per-document: must be from 0",
      "{'e': {'metric': 'rating', 'variants': {'b': {'passages': {'alike': 2}}}}} | e.variants.b.passages.alike: must be",
      "{'e': {'metric': 'rating', 'variants': {'b': {'passages': {'window': 21}}}}} | e.variants.b.passages.window: must be from 0",
      "{'e': {'metric': 'rating', 'variants': {'b': {'providers': []}}}} | e.variants.b.providers: must",
      "{'e': {'metric': 'rating', 'variants': {'b': {'prompts': '../x'}}}} | e.variants.b.prompts: must",
      "{'e': {'metric': 'rating', 'variants': {'b': {}}, 'weights': {'c': 1}}} | e.weights.c: there is no",
      "{'e': {'metric': 'rating', 'variants': {'b': {}}, 'weights': {'b': 0}}} | e.weights.b: must be",
      "{'e': {'metric': 'rating', 'variants': {'b': {}}, 'shadow': true}} | e.metric: cannot be rating",
      "{'e': {'metric': 'latency', 'variants': {'b': {}}, 'shadow': true}} | e.metric: cannot be latency",
      "{'e': {'metric': 'cost', 'variants': {'b': {}}, 'shadow': true}} | e.metric: cannot be cost",
      "{'e': {'metric': 'clicked', 'variants': {'b': {}}, 'shadow': true}} | e.metric: cannot be clicked",
      "{'e': {'metric': 'rating', 'variants': {'b': {}}, 'ramp': {'from': 'May', 'over': '1d'}}} | e.ramp.from: must be a time",
      "{'control': {'metric': 'rating', 'variants': {'b': {}}}} | control: is always there"})
  void whatIsWrongIsToldWithItsPath(String json, String message) {
    var wrong = Experiments.wrong(json);

    assertTrue(wrong.startsWith(message), wrong);
  }

  @Test
  void aVariantIsOfOneExperimentOnly() {
    assertEquals("f.variants.b: is the name of a variant of e already", Experiments.wrong("""
        {'e': {'metric': 'rating', 'variants': {'b': {}}},
         'f': {'metric': 'rating', 'variants': {'b': {}}}}"""));
  }

  @Test
  void aRampGrowsEvenlyFromNothing() {
    var experiment = Experiments.of("""
        {'e': {'metric': 'rating', 'variants': {'b': {}}, 'share': 0.5,
               'ramp': {'from': '2026-06-01T09:00:00+09:00', 'over': '10d'}}}""").all().get("e");
    var start = Instant.parse("2026-06-01T00:00:00Z");

    assertNotNull(experiment);
    assertEquals(0, experiment.shareAt(start.minusSeconds(1)));
    assertEquals(0.2, experiment.shareAt(start.plus(Duration.ofDays(4))), 1e-9);
    assertEquals(0.5, experiment.shareAt(start.plus(Duration.ofDays(400))));
  }
}
