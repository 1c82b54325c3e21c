package io.sluice.bench;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * What it costs that answers are measured, counted and written down: answers from the cache of a gateway with
 * metrics, insight and the query log as they are shipped, beside one of the same kind that has none of them.
 * That one still tells how a question ended, to an insight that does nothing with it. Askers and both gateways
 * are in this process.
 */
final class CountingCost {
  private static final List<String> BODIES = List.of(
      "{\"question\": \"How many days of annual leave do I get?\"}",
      "{\"question\": \"How long must a password be?\"}", "{\"question\": \"휴가는 며칠이에요?\"}");
  private static final int CONNECTIONS = 16;
  private static final int WARM_UP = 2;
  /** Short turns and more of them: a few hundredths are looked for. */
  private static final int SHORTER = 4;
  private static final String WHAT = "answers from the cache with metrics, insight and the query log";

  private final Settings settings;
  private final Vertx asking;
  private final LocalNode counting;
  private final LocalNode bare;

  private CountingCost(Settings settings, Vertx asking, LocalNode counting, LocalNode bare) {
    this.settings = settings;
    this.asking = asking;
    this.counting = counting;
    this.bare = bare;
  }

  static List<Row> measure(Settings settings) throws Exception {
    var asking = Vertx.vertx();
    var all = Counting.All.shipped();
    try (var counting = LocalNode.withSampleAndCaches(all);
        var bare = LocalNode.withSampleAndCaches(new Counting.Nothing())) {
      var cost = new CountingCost(settings, asking, counting, bare);
      for (var node : List.of(counting, bare)) {
        cost.remember(node);
        cost.load(node, CONNECTIONS, settings.load().multipliedBy(WARM_UP));
      }
      return List.of(cost.row(CONNECTIONS, " connections"), cost.row(1, " connection"),
          new Row.Share(WHAT + ": written to the log / asked", all.sum("rag.queries")
              - all.sum("rag.query.log.lost"),
              all.sum("rag.queries") + all.sum("rag.observations.lost"), "100 %"));
    } finally {
      Wait.until(asking.close());
    }
  }

  private void remember(LocalNode node) throws Exception {
    for (var body : BODIES) {
      Load.once(asking, node.port(), body);
      var again = Load.once(asking, node.port(), body);
      if (!again.toString().contains("\"exact\"")) {
        throw new IllegalStateException("not from the cache: " + again);
      }
    }
  }

  private Row row(int connections, String unit) throws Exception {
    var time = settings.load().dividedBy(SHORTER);
    return Turns.take(2 * settings.rounds() - 1, () -> load(counting, connections, time),
        () -> load(bare, connections, time))
        .row(WHAT + " / with none of them, " + connections + unit, Row.Kind.PER_SECOND,
            Load.Result::perSecond, "≥ 0.95");
  }

  private Load.Result load(LocalNode node, int connections, Duration time) throws Exception {
    return Load.run(asking, node.port(), BODIES, connections, time);
  }
}
