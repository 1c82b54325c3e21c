package io.sluice.launcher.containers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Kubernetes is told, by the types of its API: a field that they do not have is an error. */
record Manifests(JsonNode kustomization, List<HasMetadata> all) {
  static final Path FOLDER = Deployed.DOCKER.resolve("kubernetes");
  static final String EXAMPLE = "secrets.example.yaml";
  private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
      Map.entry("v1 Namespace", Namespace.class), Map.entry("v1 Service", Service.class),
      Map.entry("v1 ServiceAccount", ServiceAccount.class), Map.entry("v1 Secret", Secret.class),
      Map.entry("apps/v1 Deployment", Deployment.class),
      Map.entry("apps/v1 StatefulSet", StatefulSet.class),
      Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
      Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
      Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class));
  private static final ObjectMapper STRICT = JsonMapper.builder()
      .annotationIntrospector(new NothingElse())
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** The types take what they do not know and keep it apart; this lets them not. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated a) {
      return false;
    }
  }

  /** What is applied. */
  static Manifests read() throws IOException {
    var kustomization = Deployed.yaml(FOLDER.resolve("kustomization.yaml"));
    var all = new ArrayList<HasMetadata>();
    for (var file : Deployed.texts(kustomization.path("resources"))) {
      all.addAll(read(file));
    }
    return new Manifests(kustomization, all);
  }

  static List<HasMetadata> read(String file) throws IOException {
    var all = new ArrayList<HasMetadata>();
    for (var document : Deployed.yamls(FOLDER.resolve(file))) {
      all.add(typed(document));
    }
    return all;
  }

  static HasMetadata typed(JsonNode document) {
    var kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    var type = KINDS.get(kind);
    if (type == null) {
      throw new AssertionError("no kind that is known here: " + kind);
    }
    try {
      return STRICT.treeToValue(document, type);
    } catch (IOException e) {
      throw new AssertionError(kind + ": " + e.getMessage(), e);
    }
  }

  <T extends HasMetadata> Stream<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The pods of each group of nodes, by its name. */
  Map<String, PodTemplateSpec> pods() {
    var pods = new LinkedHashMap<String, PodTemplateSpec>();
    of(Deployment.class)
        .forEach(one -> pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
    of(StatefulSet.class)
        .forEach(one -> pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
    return pods;
  }

  static Container gateway(PodTemplateSpec pod) {
    return pod.getSpec().getContainers().getFirst();
  }

  /** Whether it selects these pods, by labels and by lists of them. */
  static boolean selects(LabelSelector selector, PodTemplateSpec pod) {
    var labels = pod.getMetadata().getLabels();
    return (selector.getMatchLabels() == null
        || labels.entrySet().containsAll(selector.getMatchLabels().entrySet()))
        && selector.getMatchExpressions().stream().allMatch(
            expression -> expression.getValues().contains(labels.get(expression.getKey())));
  }
}
