package io.sluice.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cluster.ClusterConfig.Tls;
import io.sluice.strictjson.Check.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConfigTest {
  private static final Tls PLAIN = new Tls("", "", "");

  private static ClusterConfig config(String members, String secret, List<String> roles) {
    return new ClusterConfig(members, "", "sluice", secret, "127.0.0.1", 5701, 5702, roles,
        Duration.ofSeconds(4), PLAIN);
  }

  @Test
  void withoutMembersANodeIsAloneAndDoesEverything() {
    var alone = config("", "", List.of());
    assertFalse(alone.isUsed());
    assertTrue(Role.ALL.stream().allMatch(alone::has));
  }

  @Test
  void aNodeOfAClusterDoesWhatIsNamed() {
    var node = config("a:1, b:2", "", List.of("http", "ab-routing"));
    assertTrue(node.isUsed());
    assertEquals(List.of("a:1", "b:2"), node.memberList());
    assertTrue(node.has(Role.HTTP) && node.has(Role.AB_ROUTING));
    assertFalse(node.has(Role.ANSWER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", ":1", "a:0", "a:123456", "a:1;b:2", "http://a:1", "a b:1"})
  void whatIsNoHostAndPortIsRefused(String members) {
    assertEquals("members",
        assertThrows(Violation.class, () -> config(members, "", List.of())).field());
  }

  @Test
  void anUnknownRoleIsRefusedWithThoseThereAre() {
    var refused = assertThrows(Violation.class,
        () -> config("a:1", "", List.of("ab_routing")));
    assertEquals("roles", refused.field());
    assertTrue(String.valueOf(refused.getMessage()).startsWith(
        "ab_routing is none of http, admission, answer, ab-routing,"), refused::getMessage);
  }

  @Test
  void aNodeWithoutOthersHasToDoEverything() {
    assertEquals("roles",
        assertThrows(Violation.class, () -> config("", "", List.of("http"))).field());
  }

  @Test
  void whoDoesNotKnowTheSecretCannotSayTheName() {
    var name = config("a:1", "one", List.of()).nameAmongNodes();
    assertNotEquals(name, config("a:1", "other", List.of()).nameAmongNodes());
    assertEquals(name, config("b:2", "one", List.of()).nameAmongNodes());
    assertFalse(name.contains("one"));
    assertFalse(config("a:1", "one", List.of()).toString().contains("one"));
  }

  @Test
  void certificateKeyAndWhoVouchesGoTogether() {
    assertThrows(Violation.class, () -> new Tls("cert.pem", "", ""));
  }

  @Test
  void anAddressThatOthersReachWantsASecret() {
    var open = new ClusterConfig("10.1.2.3:5701", "", "sluice", "", "10.1.2.3", 5701, 5702,
        List.of(), Duration.ofSeconds(4), PLAIN);
    assertEquals("cluster.secret", assertThrows(Violation.class, () -> Cluster.of(open)).field());
  }
}
