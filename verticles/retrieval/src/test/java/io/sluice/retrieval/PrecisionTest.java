package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.await;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.sluice.message.Vector;
import io.sluice.retrieval.Draft.Piece;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors that are compared coarsely find what the exact ones do, and give the same scores. */
class PrecisionTest {

  /** So many that a segment of them has a graph. */
  private static final int PASSAGES = 6_000;
  private static final FindingRules RULES = new FindingRules(100, 1, 0, Blend.RRF, 60,
      Feedback.OFF, List.of());
  private static final int DIMENSION = 48;
  private static final int QUERIES = 30;
  private static final int TOP = 10;

  private final Vertx vertx = Vertx.vertx();
  private final Random random = new Random(7);
  @TempDir
  private Path folder;

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void findsTheNearestByTheirExactScores(Precision precision) {
    var corpus = await(LuceneCorpus.open(vertx, new RetrievalConfig(folder, 2, precision,
        WeaviateConfig.off(), RULES, Map.of()), _ -> {}));
    var client = CorpusClient.of(corpus);
    var pieces = new ArrayList<Piece>();
    for (var i = 0; i < PASSAGES; i++) {
      pieces.add(new Piece("passage " + i, vector()));
    }
    client.commit(Draft.embedded("many", pieces.toArray(Piece[]::new)));

    var found = 0;
    for (var i = 0; i < QUERIES; i++) {
      var query = vector();
      var nearest = nearest(pieces, query);
      var hits = client.near(query, Draft.MODEL, "").hits().stream().limit(TOP).toList();
      for (var hit : hits) {
        var vector = pieces.get(Integer.parseInt(hit.passage().text().substring(8))).vector();
        assertEquals(query.dot(requireNonNull(vector)),
            requireNonNull(hit.legs().vector()), 1e-4);
        found += nearest.contains(hit.passage().text()) ? 1 : 0;
      }
    }
    await(corpus.close());

    assertTrue(found >= .95 * QUERIES * TOP, found + " of " + QUERIES * TOP);
  }

  private List<String> nearest(List<Piece> pieces, Vector query) {
    return pieces.stream()
        .sorted(Comparator.comparingDouble((Piece piece) -> -query
            .dot(requireNonNull(piece.vector()))))
        .limit(TOP).map(Piece::text).toList();
  }

  private Vector vector() {
    var values = new float[DIMENSION];
    for (var i = 0; i < DIMENSION; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Draft.unit(values);
  }
}
