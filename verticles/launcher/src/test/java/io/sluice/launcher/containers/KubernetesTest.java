package io.sluice.launcher.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.sluice.cluster.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kubernetes is told. */
class KubernetesTest {
  private static final Set<String> ROLES = Role.ALL.stream().map(Role::word)
      .collect(Collectors.toUnmodifiableSet());

  @SuppressWarnings("NullAway.Init")
  private Manifests manifests;

  @BeforeEach
  void read() throws IOException {
    manifests = Manifests.read();
  }

  @Test
  void everyFileIsAppliedButTheExampleOfSecrets() throws IOException {
    try (var files = Files.list(Manifests.FOLDER)) {
      var there = files.map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
      there.removeAll(Set.of("kustomization.yaml", "overlay.yaml", Manifests.EXAMPLE));
      assertEquals(there,
          new TreeSet<>(Deployed.texts(manifests.kustomization().path("resources"))));
    }
  }

  @Test
  void aFieldThatTheApiDoesNotHaveIsNoticed() throws IOException {
    var service = Deployed.yamls(Manifests.FOLDER.resolve("services.yaml")).getFirst();
    ((ObjectNode) service.path("spec")).put("selectr", "x");
    assertThrows(AssertionError.class, () -> Manifests.typed(service));
  }

  @Test
  void theNodesDoTogetherAllThereIsToDoAndEachThingInOneGroup() {
    var done = new ArrayList<String>();
    manifests.pods().values().forEach(pod -> {
      var roles = new ArrayList<>(roles(pod));
      assertTrue(ROLES.containsAll(roles), roles::toString);
      done.addAll(roles);
    });
    assertEquals(ROLES, Set.copyOf(done));
    assertEquals(ROLES.size(), done.size(), done::toString);
  }

  @Test
  void everyPodIsHardenedBoundedAndProbed() throws IOException {
    var user = (long) Dockerfile.read().user();
    manifests.pods().forEach((name, pod) -> {
      var spec = pod.getSpec();
      var security = spec.getSecurityContext();
      assertTrue(security.getRunAsNonRoot(), name);
      assertEquals(user, security.getRunAsUser(), name);
      assertEquals("RuntimeDefault", security.getSeccompProfile().getType(), name);
      assertFalse(spec.getAutomountServiceAccountToken(), name);
      assertFalse(spec.getTopologySpreadConstraints().isEmpty(), name);
      containers(pod).forEach(container -> checkHardened(name, container));
      var gateway = Manifests.gateway(pod);
      assertEquals("/health/live", gateway.getStartupProbe().getHttpGet().getPath(), name);
      assertEquals("/health/live", gateway.getLivenessProbe().getHttpGet().getPath(), name);
      assertEquals("/health/ready", gateway.getReadinessProbe().getHttpGet().getPath(), name);
    });
  }

  private static void checkHardened(String name, Container container) {
    var security = container.getSecurityContext();
    assertFalse(security.getAllowPrivilegeEscalation(), name);
    assertTrue(security.getReadOnlyRootFilesystem(), name);
    assertEquals(List.of("ALL"), security.getCapabilities().getDrop(), name);
    assertTrue(container.getResources().getLimits().containsKey("memory"), name);
    assertTrue(container.getResources().getRequests().keySet().containsAll(
        Set.of("cpu", "memory")), name);
  }

  @Test
  void whatIsMountedIsThereAndWhatIsWrittenIsMounted() {
    Stream.concat(
        manifests.of(Deployment.class)
            .map(one -> Map.entry(one.getSpec().getTemplate(), List.<String>of())),
        manifests.of(StatefulSet.class).map(one -> Map.entry(one.getSpec().getTemplate(),
            one.getSpec().getVolumeClaimTemplates().stream()
                .map(claim -> claim.getMetadata().getName()).toList())))
        .forEach(entry -> {
          var pod = entry.getKey();
          var volumes = new TreeSet<>(entry.getValue());
          pod.getSpec().getVolumes().forEach(volume -> volumes.add(volume.getName()));
          containers(pod).forEach(container -> container.getVolumeMounts()
              .forEach(mount -> assertTrue(volumes.contains(mount.getName()), mount::toString)));
          assertTrue(Manifests.gateway(pod).getVolumeMounts().stream()
              .map(mount -> mount.getMountPath()).toList()
              .containsAll(List.of("/var/lib/sluice", "/tmp", "/etc/sluice/overlay.yaml")));
        });
  }

  @Test
  void podsHaveTheTimeToStopThatTheyTake() throws IOException {
    var within = Deployed.seconds(Deployed.yaml(Manifests.FOLDER.resolve("overlay.yaml"))
        .at("/stop/within").asText());
    manifests.pods().forEach((name, pod) -> {
      var waits = Integer.parseInt(Manifests.gateway(pod).getLifecycle().getPreStop().getExec()
          .getCommand().getLast());
      assertTrue(pod.getSpec().getTerminationGracePeriodSeconds() >= waits + within + 10, name);
    });
  }

  @Test
  void portsAreThoseOfTheConfiguration() throws IOException {
    var ports = Map.of("http", Deployed.httpPort(), "cluster", Deployed.CLUSTER_PORT, "bus",
        Deployed.BUS_PORT);
    manifests.pods().values().forEach(pod -> {
      assertEquals(ports, Manifests.gateway(pod).getPorts().stream().collect(
          Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort)));
      assertEquals(String.valueOf(ports.get("http")),
          pod.getMetadata().getAnnotations().get("prometheus.io/port"));
    });
    manifests.of(Service.class).flatMap(service -> service.getSpec().getPorts().stream())
        .forEach(port -> assertTrue(ports.containsKey(port.getTargetPort().getStrVal()),
            port::toString));
    manifests.of(NetworkPolicy.class).flatMap(policy -> policy.getSpec().getIngress().stream())
        .flatMap(rule -> rule.getPorts().stream()).forEach(port -> assertTrue(
            ports.containsKey(port.getPort().getStrVal()), port::toString));
  }

  @Test
  void whatNodesAreToldByTheEnvironmentIsRead() throws IOException {
    var isRead = Deployed.isRead();
    var told = new ArrayList<>(environment().keySet());
    manifests.pods().values()
        .forEach(pod -> Manifests.gateway(pod).getEnv().forEach(one -> told.add(one.getName())));
    for (var secret : Manifests.read(Manifests.EXAMPLE)) {
      var values = ((Secret) secret).getStringData();
      if (secret.getMetadata().getName().equals("sluice-secrets")) {
        told.addAll(values.keySet());
        assertEquals(Set.of(""), Set.copyOf(values.values()), "no secret is in the repository");
      }
    }
    told.forEach(name -> assertTrue(isRead.test(name), name));
  }

  @Test
  void nodesFindEachOtherByTheServiceOfAll() {
    var nodes = manifests.of(Service.class)
        .filter(service -> "None".equals(service.getSpec().getClusterIP())).findFirst()
        .orElseThrow();
    var namespace = manifests.kustomization().path("namespace").asText();
    assertEquals(nodes.getMetadata().getName() + "." + namespace + ".svc.cluster.local",
        environment().get("SLUICE_CLUSTER_KUBERNETES_SERVICE"));
    assertTrue(nodes.getSpec().getPublishNotReadyAddresses());
    manifests.pods().forEach((name, pod) -> assertTrue(
        pod.getMetadata().getLabels().entrySet()
            .containsAll(nodes.getSpec().getSelector().entrySet()),
        name));
    manifests.of(StatefulSet.class).forEach(one -> assertEquals(nodes.getMetadata().getName(),
        one.getSpec().getServiceName()));
  }

  @Test
  void askersComeToTheDoorsAlone() {
    var door = manifests.of(Service.class)
        .filter(service -> service.getSpec().getClusterIP() == null).findFirst().orElseThrow();
    assertEquals(List.of("http"), manifests.pods().entrySet().stream()
        .filter(pod -> pod.getValue().getMetadata().getLabels().entrySet()
            .containsAll(door.getSpec().getSelector().entrySet()))
        .map(Map.Entry::getKey).toList());
  }

  @Test
  void whatIsSelectedAndScaledIsThere() {
    var pods = manifests.pods();
    manifests.of(PodDisruptionBudget.class).forEach(budget -> assertEquals(
        List.of(budget.getMetadata().getName()), pods.entrySet().stream()
            .filter(pod -> Manifests.selects(budget.getSpec().getSelector(), pod.getValue()))
            .map(Map.Entry::getKey).toList()));
    manifests.of(NetworkPolicy.class).forEach(policy -> assertTrue(pods.values().stream()
        .anyMatch(pod -> Manifests.selects(policy.getSpec().getPodSelector(), pod)),
        policy.getMetadata()::getName));
    manifests.of(HorizontalPodAutoscaler.class).map(one -> one.getSpec().getScaleTargetRef())
        .forEach(target -> assertTrue(manifests.all().stream()
            .anyMatch(one -> one.getKind().equals(target.getKind())
                && one.getMetadata().getName().equals(target.getName())),
            target::toString));
  }

  @Test
  void nobodyTalksToAnybodyWhereNothingElseIsSaid() {
    var deny = manifests.of(NetworkPolicy.class)
        .filter(policy -> policy.getMetadata().getName().equals("default-deny")).findFirst()
        .orElseThrow().getSpec();
    assertEquals(List.of("Ingress", "Egress"), deny.getPolicyTypes());
    assertTrue(deny.getPodSelector().getMatchLabels() == null
        || deny.getPodSelector().getMatchLabels().isEmpty());
    assertTrue(deny.getIngress().isEmpty() && deny.getEgress().isEmpty());
  }

  private static Stream<Container> containers(PodTemplateSpec pod) {
    return Stream.concat(pod.getSpec().getContainers().stream(),
        pod.getSpec().getInitContainers().stream());
  }

  private static List<String> roles(PodTemplateSpec pod) {
    var args = Manifests.gateway(pod).getArgs();
    return List.of(args.get(args.indexOf("--roles") + 1).split(",", -1));
  }

  /** What is told to all by the ConfigMap. */
  private Map<String, String> environment() {
    for (var made : manifests.kustomization().path("configMapGenerator")) {
      if (made.path("name").asText().equals("sluice-environment")) {
        return Deployed.texts(made.path("literals")).stream().map(literal -> literal.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> Objects.requireNonNull(pair[1])));
      }
    }
    throw new AssertionError("there is no such ConfigMap");
  }
}
