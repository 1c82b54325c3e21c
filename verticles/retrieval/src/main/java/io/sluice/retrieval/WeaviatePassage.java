package io.sluice.retrieval;

import io.sluice.message.Passage;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.weaviate.client6.v1.api.collections.Vectors;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A passage as it lies in Weaviate to be searched. */
final class WeaviatePassage {

  /** What is read of it: what is quoted, and its words. */
  static final List<String> READ = List.of(WeaviateSchema.DOCUMENT, WeaviateSchema.VERSION,
      WeaviateSchema.PASSAGE, WeaviateSchema.TITLE, WeaviateSchema.HEADING,
      WeaviateSchema.PASSAGE_LANGUAGE, WeaviateSchema.START, WeaviateSchema.END,
      WeaviateSchema.PAGE, WeaviateSchema.HASH, WeaviateSchema.TEXT, WeaviateSchema.WORDS);

  private WeaviatePassage() {}

  /** All of a version, as one generation. */
  static List<WeaviateObject<Map<String, Object>>> all(StoredVersion version, String generation,
      long epoch) throws IOException {
    var objects = new ArrayList<WeaviateObject<Map<String, Object>>>();
    var occurrences = new HashMap<String, Integer>();
    for (var passage : version.passages()) {
      var occurrence = occurrences.merge(passage.hash(), 1, Integer::sum) - 1;
      var properties = properties(version.head().document(), passage, occurrence);
      properties.put(WeaviateSchema.EPOCH, epoch);
      properties.put(WeaviateSchema.GENERATION, generation);
      // Of equals each version has the same first: Weaviate puts them in the order of their ids.
      var id = WeaviateNames.uuid(version.head().document().id() + "/" + passage.start(),
          generation + "/" + objects.size());
      objects.add(object(id, properties, version.head().space(), passage));
    }
    return objects;
  }

  private static WeaviateObject<Map<String, Object>> object(String id,
      Map<String, Object> properties, @Nullable Space space, NewPassage passage) {
    return WeaviateObject.of(object -> {
      object.uuid(id).properties(properties);
      var vector = passage.vector();
      return space == null || vector == null
          ? object
          : object.vectors(Vectors.of(WeaviateNames.vector(space), vector.values()));
    });
  }

  private static Map<String, Object> properties(DocumentVersion document, NewPassage passage,
      int occurrence) throws IOException {
    var properties = new HashMap<String, Object>();
    properties.put(WeaviateSchema.DOCUMENT, document.id());
    properties.put(WeaviateSchema.VERSION, document.version());
    properties.put(WeaviateSchema.PASSAGE,
        StoredPassage.id(document.id(), passage.hash(), occurrence));
    properties.put(WeaviateSchema.TITLE, document.title());
    properties.put(WeaviateSchema.HEADING, passage.heading());
    properties.put(WeaviateSchema.PASSAGE_LANGUAGE, passage.language());
    properties.put(WeaviateSchema.START, passage.start());
    properties.put(WeaviateSchema.END, passage.end());
    properties.put(WeaviateSchema.HASH, passage.hash());
    properties.put(WeaviateSchema.TEXT, passage.text());
    if (passage.page() != null) {
      properties.put(WeaviateSchema.PAGE, passage.page());
    }
    properties.put(WeaviateSchema.WORDS, WeaviateWords.of(document.title(), passage));
    WeaviateFilters.add(document, properties);
    return properties;
  }

  /** What is quoted. */
  static Passage read(WeaviateRow row) {
    return new Passage(row.text(WeaviateSchema.DOCUMENT), row.integer(WeaviateSchema.VERSION),
        row.text(WeaviateSchema.PASSAGE), row.text(WeaviateSchema.TITLE),
        row.texts(WeaviateSchema.HEADING), row.text(WeaviateSchema.PASSAGE_LANGUAGE),
        row.text(WeaviateSchema.TEXT), row.integer(WeaviateSchema.START),
        row.integer(WeaviateSchema.END), row.text(WeaviateSchema.HASH),
        row.has(WeaviateSchema.PAGE) ? row.integer(WeaviateSchema.PAGE) : null);
  }
}
