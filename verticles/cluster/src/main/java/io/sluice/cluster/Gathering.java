package io.sluice.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Hazelcast is told: nodes find each other by the list or by DNS and by nothing else, one that is not
 * heard of for some seconds is gone, and those that were cut off from each other come together again soon.
 */
final class Gathering {
  private static final String ROLES = "roles";
  private static final String NAME = "name";
  private static final Map<String, String> PROPERTIES = Map.of(
      "hazelcast.phone.home.enabled", "false",
      "hazelcast.logging.type", "slf4j",
      "hazelcast.shutdownhook.enabled", "false",
      "hazelcast.socket.bind.any", "false",
      "hazelcast.wait.seconds.before.join", "0",
      "hazelcast.heartbeat.interval.seconds", "1",
      "hazelcast.merge.first.run.delay.seconds", "3",
      "hazelcast.merge.next.run.delay.seconds", "3");

  private Gathering() {}

  static Config config(ClusterConfig config, String host) {
    var all = new Config().setClusterName(config.nameAmongNodes());
    PROPERTIES.forEach(all::setProperty);
    all.setProperty("hazelcast.max.no.heartbeat.seconds",
        String.valueOf(config.unheardAfter().toSeconds()));
    all.getMemberAttributeConfig()
        .setAttribute(ROLES, Role.ALL.stream().filter(config::has).map(Role::word)
            .collect(Collectors.joining(",")))
        .setAttribute(NAME, host + ":" + config.port());
    all.addMultiMapConfig(new MultiMapConfig("__vertx.subs").setBackupCount(1)
        .setValueCollectionType(ValueCollectionType.SET));
    all.getMapConfig("__vertx.haInfo").setBackupCount(1);
    all.getMapConfig("__vertx.nodeInfo").setBackupCount(1);
    all.getIntegrityCheckerConfig().setEnabled(false);

    all.setProperty("hazelcast.local.localAddress", addressOf(host));
    var network = all.getNetworkConfig().setPort(config.port()).setPortAutoIncrement(false)
        .setReuseAddress(true).setPublicAddress(host + ":" + config.port());
    var join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    if (config.kubernetesService().isBlank()) {
      join.getTcpIpConfig().setEnabled(true).setMembers(config.memberList())
          .setConnectionTimeoutSeconds(2);
    } else {
      join.getKubernetesConfig().setEnabled(true).setProperty("service-dns",
          config.kubernetesService()).setProperty("service-port", String.valueOf(config.port()));
    }
    return all;
  }

  /** What a node can do, as it says itself. */
  static Set<String> roles(Member member) {
    var roles = member.getAttribute(ROLES);
    return roles == null ? Set.of() : Set.copyOf(Arrays.asList(roles.split(",")));
  }

  /** What a node is called, as it says itself. */
  static String name(Member member) {
    var name = member.getAttribute(NAME);
    return name == null ? member.getAddress().toString() : name;
  }

  private static String addressOf(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
