package io.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.embedding.EmbeddingConfig;
import io.sluice.embedding.EmbeddingVerticle;
import io.sluice.generation.citation.Grounding;
import io.sluice.generation.citation.Nearness;
import io.sluice.generation.citation.Unrelated;
import io.sluice.language.Language;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Vector;
import io.sluice.resilience.Circuits;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How well the check of answers tells what passages say in other words from what is made up about their
 * subject, with the bundled model: where {@link Grounding}'s thresholds come from.
 */
class ClaimsTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Bus BUS = Bus.on(VERTX);

  @BeforeAll
  static void start() throws Exception {
    Wait.until(VERTX.deployVerticle(new EmbeddingVerticle(BUS, EmbeddingConfig.bundled(),
        Circuits.open(VERTX, BUS, new SimpleMeterRegistry()).await())));
  }

  @AfterAll
  static void stop() throws Exception {
    Wait.until(VERTX.close());
  }

  @Test
  void whatIsSaidInOtherWordsHoldsAndWhatIsMadeUpDoesNot() throws Exception {
    var zero = Unrelated.cosine(vectors(Unrelated.in(Language.ENGLISH)));
    var compared = Rates.of(claim -> claim.holds(zero));
    var byWords = Rates.of(claim -> claim.grounding().checked(Nearness.UNKNOWN).grounded());

    assertTrue(zero > 0 && zero < 0.2, () -> "unrelated: " + zero);
    assertTrue(compared.kept() >= 0.95 && compared.caught() >= 0.95, compared::toString);
    assertTrue(compared.kept() > byWords.kept(), byWords::toString);
  }

  /** A sentence on a passage. */
  private record Claim(boolean isTrue, String sentence, Grounding grounding) {

    static Claim of(boolean isTrue, String sentence, String passage) {
      var citation = new Citation(0, sentence.length(), List.of(1));
      return new Claim(isTrue, sentence, Grounding.of(sentence + " [1]", false, List.of(citation),
          Map.of(1, passage), ""));
    }

    boolean holds(double zero) throws Exception {
      var comparison = grounding.comparison(List.of("en"));
      assertFalse(comparison.texts().isEmpty(), () -> "decided without a model: " + sentence);
      return grounding.checked(comparison.nearness(vectors(comparison.texts()), _ -> zero))
          .grounded();
    }
  }

  /** The shares of the true ones that were let pass, and of the others that were not. */
  private record Rates(double kept, double caught) {

    interface Check {
      boolean holds(Claim claim) throws Exception;
    }

    static Rates of(Check check) throws Exception {
      var right = new HashMap<Boolean, Integer>();
      var all = new HashMap<Boolean, Integer>();
      for (var claim : claims()) {
        all.merge(claim.isTrue(), 1, Integer::sum);
        right.merge(claim.isTrue(), check.holds(claim) == claim.isTrue() ? 1 : 0, Integer::sum);
      }
      return new Rates(share(true, right, all), share(false, right, all));
    }

    private static double share(boolean which, Map<Boolean, Integer> right,
        Map<Boolean, Integer> all) {
      return (double) right.getOrDefault(which, 0) / all.getOrDefault(which, 1);
    }
  }

  private static List<Claim> claims() throws IOException {
    try (var in = Objects.requireNonNull(ClaimsTest.class.getResourceAsStream("/claims.tsv"))) {
      var rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.startsWith("#")).map(line -> List.of(line.split("\t", -1)))
          .toList();
      var passages = new HashMap<String, String>();
      rows.stream().filter(row -> row.getFirst().equals("passage"))
          .forEach(row -> passages.put(row.get(1), row.get(2)));
      return rows.stream().filter(row -> !row.getFirst().equals("passage"))
          .map(row -> Claim.of(row.getFirst().equals("true"), row.get(2),
              passages.getOrDefault(row.get(1), "")))
          .toList();
    }
  }

  private static List<Vector> vectors(List<String> texts) throws Exception {
    var reply = Wait.until(BUS.ask(Embedding.EMBED, new Embed(texts, Purpose.PASSAGE),
        CallInfo.within(Duration.ofMinutes(1), "claims")));
    if (reply instanceof Answered<Embedded>(Embedded embedded)) {
      return embedded.vectors();
    }
    throw new AssertionError(reply);
  }
}
