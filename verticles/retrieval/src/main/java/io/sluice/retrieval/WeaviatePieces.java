package io.sluice.retrieval;

import io.weaviate.client6.v1.api.collections.WeaviateObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects in pieces that Weaviate takes at once, each as small as its messages have to be. */
final class WeaviatePieces {

  private static final int MOST_OBJECTS = 256;
  /** Far below the 100 MB of a message: a character may be three bytes. */
  private static final long MOST_CHARACTERS = 8_000_000;
  private static final int OF_A_VECTOR = 8_192;

  private WeaviatePieces() {}

  static List<List<WeaviateObject<Map<String, Object>>>> of(
      List<WeaviateObject<Map<String, Object>>> objects) {
    var pieces = new ArrayList<List<WeaviateObject<Map<String, Object>>>>();
    var from = 0;
    var characters = 0L;
    for (var i = 0; i < objects.size(); i++) {
      var size = size(objects.get(i));
      if (i > from && (i - from == MOST_OBJECTS || characters + size > MOST_CHARACTERS)) {
        pieces.add(objects.subList(from, i));
        from = i;
        characters = 0;
      }
      characters += size;
    }
    if (from < objects.size()) {
      pieces.add(objects.subList(from, objects.size()));
    }
    return pieces;
  }

  private static long size(WeaviateObject<Map<String, Object>> object) {
    var size = (long) OF_A_VECTOR;
    for (var value : object.properties().values()) {
      size += switch (value) {
        case String text -> text.length();
        case List<?> texts -> texts.stream().mapToLong(text -> String.valueOf(text).length()).sum();
        default -> Long.BYTES;
      };
    }
    return size;
  }
}
