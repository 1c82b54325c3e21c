package io.sluice.retrieval;

import static java.util.Objects.requireNonNull;

import io.sluice.message.Vector;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object as it was read from Weaviate. */
record WeaviateRow(WeaviateObject<Map<String, Object>> object) {

  String uuid() {
    return object.uuid();
  }

  String text(String property) {
    return (String) required(property);
  }

  @Nullable
  String optional(String property) {
    return (String) object.properties().get(property);
  }

  long number(String property) {
    return ((Number) required(property)).longValue();
  }

  int integer(String property) {
    return Math.toIntExact(number(property));
  }

  /** Empty lists are not stored. */
  List<String> texts(String property) {
    return object.properties().get(property) instanceof List<?> texts
        ? texts.stream().map(String.class::cast).toList()
        : List.of();
  }

  boolean has(String property) {
    return object.properties().get(property) != null;
  }

  /** Its words, as they are looked for. */
  Set<String> words() {
    return new HashSet<>(Arrays.asList(text(WeaviateSchema.WORDS).split(" ")));
  }

  @Nullable
  Vector vector(Space space) {
    var name = WeaviateNames.vector(space);
    return object.vectors() != null && object.vectors().contains(name)
        ? Vector.of(object.vectors().getSingle(name))
        : null;
  }

  double score() {
    return object.queryMetadata().score();
  }

  /** Of cosines: the distance is what is missing to 1. */
  double cosine() {
    return 1.0 - object.queryMetadata().distance();
  }

  private Object required(String property) {
    return requireNonNull(object.properties().get(property), property);
  }
}
