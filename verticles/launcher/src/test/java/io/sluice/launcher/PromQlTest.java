package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void metricsAreWhatIsNoFunctionNoLabelAndNoText() {
    assertEquals(Map.of("a_bucket", Set.of(), "b_total", Set.of("code", "layer"),
        "sluice:limit:b", Set.of()),
        PromQl
            .metrics("histogram_quantile(0.99, sum by (job, le) (rate(a_bucket[$__rate_interval])))"
                + " / on (job) group_left () b_total{code=~\"c[.].+|by (x)\", layer!=\"y\"} > 1e3"
                + " and vector(0) > sluice:limit:b"));
  }

  @Test
  void oneNameMayComeTwice() {
    assertEquals(Map.of("a", Set.of("b", "c")), PromQl.metrics("a{b=\"1\"} / (a{c=\"2\"} + a)"));
  }
}
