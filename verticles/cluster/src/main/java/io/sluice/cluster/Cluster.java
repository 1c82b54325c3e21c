package io.sluice.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import io.sluice.strictjson.Check.Violation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes that share an event bus, as one of them sees it. May be used from any thread. */
public final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final int PING_MS = 1000;
  /** A busy node is slow to notice that it is connected. */
  private static final int CONNECT_MS = 3000;
  private static final List<Long> AGAIN_MS = List.of(2000L, 10_000L, 30_000L);

  private final ClusterConfig config;
  private final String host;
  private final Registry registry;

  private Cluster(ClusterConfig config, String host, Registry registry) {
    this.config = config;
    this.host = host;
    this.registry = registry;
  }

  /**
   * A cluster that is still to be joined.
   *
   * @throws Violation where that cannot be, with the path of why not
   */
  public static Cluster of(ClusterConfig config) {
    config.checkFiles();
    var host = host(config);
    if (config.secret().isEmpty() && !isOfThisMachineAlone(host)) {
      throw new Violation("cluster.secret",
          "others than this machine reach " + host + ", so that anybody could join; set a secret");
    }
    if (!config.tls().isUsed() && !isOfThisMachineAlone(host)) {
      LOG.warn(
          "what nodes tell each other is not encrypted, and whoever reaches the bus can speak on"
              + " it: set cluster.tls, or let nobody else reach host={} ports={},{}",
          host,
          config.port(), config.busPort());
    }
    return new Cluster(config, host,
        new Registry(Gathering.config(config, host)));
  }

  /** Joins it; the bus of this Vert.x is that of all nodes. */
  public Future<Vertx> join(VertxBuilder builder, VertxOptions options) {
    return builder.with(options.setEventBusOptions(busOptions())).withClusterManager(registry)
        .buildClustered().onSuccess(this::watch);
  }

  /** What other nodes call this one. */
  public String self() {
    return host + ":" + config.port();
  }

  /** All that are there now, this one among them, by what they call each other. */
  public List<String> nodes() {
    return members().stream().map(Cluster::nameOf).toList();
  }

  /**
   * Whether it is this node that does what only one may do: the first of those that can, in the order of
   * the configuration, then by address. A node that comes back is so again what it was.
   */
  public boolean isFirst(Role role) {
    return members().stream().filter(member -> Gathering.roles(member).contains(role.word()))
        .findFirst()
        .map(Member::localMember).orElse(false);
  }

  /** The other nodes that do this. */
  public List<String> othersWith(Role role) {
    return members().stream()
        .filter(member -> !member.localMember()
            && Gathering.roles(member).contains(role.word()))
        .map(Cluster::nameOf).toList();
  }

  /**
   * Runs when nodes come or go, on a thread of its own choice. Not while two halves become one again: what a
   * node ceased to serve then would still be known as served by it.
   */
  public void whenChanged(Runnable look) {
    Changes.watch(hazelcast(), look);
  }

  private List<Member> members() {
    return hazelcast().getCluster().getMembers().stream().sorted(Comparator
        .<Member>comparingInt(member -> place(nameOf(member))).thenComparing(Cluster::nameOf))
        .toList();
  }

  private int place(String member) {
    var place = config.memberList().indexOf(member);
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  private static String nameOf(Member member) {
    return Gathering.name(member);
  }

  private HazelcastInstance hazelcast() {
    return registry.getHazelcastInstance();
  }

  private void watch(Vertx vertx) {
    LOG.info("joined cluster={} self={} nodes={}", config.name(), self(), nodes());
    hazelcast().getCluster().addMembershipListener(new MembershipListener() {
      @Override
      public void memberAdded(MembershipEvent event) {
        LOG.info("node came node={} nodes={}", nameOf(event.getMember()), nodes());
      }

      @Override
      public void memberRemoved(MembershipEvent event) {
        LOG.warn("node went node={} nodes={}", nameOf(event.getMember()), nodes());
      }
    });
    whenChanged(() -> AGAIN_MS.forEach(wait -> vertx.setTimer(wait, _ -> again(vertx))));
  }

  private void again(Vertx vertx) {
    vertx.executeBlocking(() -> {
      registry.sayAndLookAgain();
      return null;
    }).onFailure(why -> LOG.warn("could not look again who serves what", why));
  }

  /** Pings end a connection to a node that hangs, so that who waits for it gets to know. */
  private EventBusOptions busOptions() {
    var options = new EventBusOptions().setHost(host).setPort(config.busPort())
        .setClusterPublicHost(host).setClusterPingInterval(PING_MS)
        .setClusterPingReplyInterval(PING_MS).setConnectTimeout(CONNECT_MS).setReconnectAttempts(1)
        .setReconnectInterval(PING_MS / 4);
    if (config.tls().isUsed()) {
      options.setSsl(true).setClientAuth(ClientAuth.REQUIRED)
          .setKeyCertOptions(new PemKeyCertOptions().addCertPath(config.tls().cert())
              .addKeyPath(config.tls().key()))
          .setTrustOptions(new PemTrustOptions().addCertPath(config.tls().ca()));
    }
    return options;
  }

  private static String host(ClusterConfig config) {
    if (!config.host().isBlank()) {
      return config.host();
    }
    return config.memberList().stream()
        .filter(member -> member.endsWith(":" + config.port()))
        .map(member -> member.substring(0, member.lastIndexOf(':')).replaceAll("[\\[\\]]", ""))
        .filter(Cluster::isOurs).findFirst().orElseGet(Cluster::ownAddress);
  }

  private static boolean isOurs(String host) {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static boolean isOfThisMachineAlone(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new Violation("cluster.host", "there is no host " + host);
    }
  }

  private static String ownAddress() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      throw new Violation("cluster.host", "the machine's own address is not known; set it");
    }
  }
}
