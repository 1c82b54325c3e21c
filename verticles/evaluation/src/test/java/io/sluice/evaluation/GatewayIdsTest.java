package io.sluice.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GatewayIdsTest {

  @Test
  void whatTheGatewayTakesStaysAsItIs() {
    assertEquals("ko/휴가-2.md", GatewayIds.of("ko/휴가-2.md"));
    assertEquals("1.1", GatewayIds.of("1.1"));
  }

  @Test
  void whatItWouldRefuseIsReplaced() {
    for (var id : new String[]{"a b", "../up", "/x", "x//y", ".hidden", "", "<p>", "a\nb",
        "가".repeat(300)}) {
      assertTrue(GatewayIds.of(id).matches("_[\\p{L}\\p{N}._-]{0,170}"), GatewayIds.of(id));
    }
  }

  @Test
  void whatDiffersStaysDifferent() {
    assertNotEquals(GatewayIds.of("a b"), GatewayIds.of("a?b"));
    assertNotEquals(GatewayIds.of("가".repeat(300)), GatewayIds.of("가".repeat(301)));
  }
}
