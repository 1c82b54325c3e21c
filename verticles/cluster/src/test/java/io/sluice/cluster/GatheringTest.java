package io.sluice.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.JoinConfig;
import io.sluice.cluster.ClusterConfig.Tls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {

  private static JoinConfig join(String members, String service) {
    var config = new ClusterConfig(members, service, "sluice", "known to all", "127.0.0.1", 5701,
        5702, List.of(), Duration.ofSeconds(4), new Tls("", "", ""));
    var join = Gathering.config(config, "127.0.0.1").getNetworkConfig().getJoin();
    assertFalse(join.getMulticastConfig().isEnabled());
    assertFalse(join.getAutoDetectionConfig().isEnabled());
    return join;
  }

  @Test
  void nodesFindEachOtherByTheListAndNothingElse() {
    var join = join("127.0.0.1:5701, 127.0.0.2:5701", "");
    assertTrue(join.getTcpIpConfig().isEnabled());
    assertEquals(List.of("127.0.0.1:5701", "127.0.0.2:5701"), join.getTcpIpConfig().getMembers());
    assertFalse(join.getKubernetesConfig().isEnabled());
  }

  @Test
  void inKubernetesTheyFindEachOtherByTheNameOfTheirService() {
    var join = join("", "sluice-cluster.sluice.svc");
    assertTrue(join.getKubernetesConfig().isEnabled());
    assertEquals("sluice-cluster.sluice.svc",
        join.getKubernetesConfig().getProperty("service-dns"));
    assertEquals("5701", join.getKubernetesConfig().getProperty("service-port"));
    assertFalse(join.getTcpIpConfig().isEnabled());
  }
}
