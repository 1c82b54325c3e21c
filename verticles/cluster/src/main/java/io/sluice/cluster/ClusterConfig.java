package io.sluice.cluster;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a node finds the others, and how they talk.
 *
 * @param members whom to look for, as {@code host:port} with commas between; empty for a node that is alone
 * @param kubernetesService the headless service whose pods are the nodes, by its name in DNS; empty to go
 *        by the members
 * @param name what the cluster is called; nodes of others are none of ours
 * @param secret what all its nodes know, so that nobody else joins them
 * @param host where others reach this node; empty for the first of the members that is an address of this
 *        machine, or else the machine's own
 * @param port where nodes find each other
 * @param busPort where messages come in
 * @param roles what this node does; all where none is named
 * @param unheardAfter how long nothing may be heard of a node before it counts as gone
 */
public record ClusterConfig(String members, String kubernetesService, String name, String secret,
    String host, int port, int busPort, List<String> roles, Duration unheardAfter, Tls tls) {
  private static final int LONGEST = 10_000;
  private static final int LARGEST_PORT = 65_535;
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  public ClusterConfig {
    Check.atMost("members", Check.required("members", members), LONGEST);
    for (var member : split(members)) {
      if (!member.matches("(\\[[0-9a-fA-F:.]+]|[^\\s:\\[\\]]+):[1-9][0-9]{0,4}")) {
        throw new Violation("members", member + " is not as host:port");
      }
    }
    Check.atMost("kubernetes-service", Check.required("kubernetes-service", kubernetesService),
        LONGEST);
    if (!members.isBlank() && !kubernetesService.isBlank()) {
      throw new Violation("kubernetes-service", "cannot be set beside members");
    }
    Check.text("name", name, 100);
    Check.atMost("secret", Check.required("secret", secret), LONGEST);
    Check.atMost("host", Check.required("host", host), LONGEST);
    Check.range("port", port, 1, LARGEST_PORT);
    Check.range("bus-port", busPort, 0, LARGEST_PORT);
    roles = List.copyOf(Check.required("roles", roles));
    roles.forEach(ClusterConfig::checkRole);
    if (!roles.isEmpty() && members.isBlank() && kubernetesService.isBlank()) {
      throw new Violation("roles", "a node without others (members) has to do everything");
    }
    if (Check.required("unheard-after", unheardAfter).compareTo(SHORTEST) < 0) {
      throw new Violation("unheard-after", "must be 2s at least");
    }
    Check.required("tls", tls);
  }

  /**
   * The files in PEM that messages between nodes are encrypted by: a node's certificate, its key, and who
   * vouches for the certificates of all; all empty to do without. A node whose certificate nobody vouches
   * for is not talked to.
   */
  public record Tls(String cert, String key, String ca) {
    public Tls {
      Check.required("cert", cert);
      Check.required("key", key);
      Check.required("ca", ca);
      var used = Stream.of(cert, key, ca).filter(file -> !file.isBlank()).count();
      if (used != 0 && used != 3) {
        throw new Violation("ca", "cert, key and ca go together");
      }
    }

    boolean isUsed() {
      return !cert.isBlank();
    }
  }

  /** Whether there may be other nodes. */
  public boolean isUsed() {
    return !members.isBlank() || !kubernetesService.isBlank();
  }

  private static void checkRole(String word) {
    if (Role.ALL.stream().noneMatch(role -> role.word().equals(word))) {
      throw new Violation("roles", word + " is none of "
          + Role.ALL.stream().sorted().map(Role::word).collect(Collectors.joining(", ")));
    }
  }

  /** Whether this node does it. */
  public boolean has(Role role) {
    return roles.isEmpty() || roles.contains(role.word());
  }

  List<String> memberList() {
    return split(members);
  }

  /** What nodes call the cluster among themselves: who does not know the secret cannot say it. */
  String nameAmongNodes() {
    return secret.isEmpty() ? name : name + "-" + HexFormat.of().formatHex(sealed(), 0, 16);
  }

  private byte[] sealed() {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those of its files that cannot be read, by their key. */
  void checkFiles() {
    if (tls.isUsed()) {
      checkFile("cert", tls.cert());
      checkFile("key", tls.key());
      checkFile("ca", tls.ca());
    }
  }

  private static void checkFile(String key, String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw new Violation("cluster.tls." + key, file + " cannot be read");
    }
  }

  private static List<String> split(String members) {
    return Stream.of(members.split(",", -1)).map(String::strip).filter(one -> !one.isEmpty())
        .toList();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ClusterConfig[members=" + members + ", name=" + name + ", host=" + host + ", port="
        + port + "]";
  }
}
