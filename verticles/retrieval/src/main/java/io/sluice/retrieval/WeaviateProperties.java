package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.Tokenization.FIELD;
import static io.weaviate.client6.v1.api.collections.Tokenization.WHITESPACE;

import io.weaviate.client6.v1.api.collections.Property;
import java.util.List;

/** How the properties of objects are indexed: what is not looked for is not. */
final class WeaviateProperties {

  private WeaviateProperties() {}

  static List<Property> of(WeaviateKind kind) {
    return switch (kind) {
      case COLLECTIONS -> List.of(kept(WeaviateSchema.COLLECTION),
          numbers(WeaviateSchema.EPOCH), numbers(WeaviateSchema.SWEPT),
          keptTexts(WeaviateSchema.DEAD));
      case VERSIONS -> List.of(born(), exact(WeaviateSchema.GENERATION),
          exact(WeaviateSchema.DOCUMENT), exact(WeaviateSchema.POSITION),
          exact(WeaviateSchema.STATE), exact(WeaviateSchema.LEFT_OUT_FOR),
          exact(WeaviateSchema.SPACE), everyone(), exactTexts(WeaviateSchema.ACL),
          exactTexts(WeaviateSchema.NAME), exactTexts(WeaviateSchema.WORDS),
          exact(WeaviateSchema.MADE_BY), exact(WeaviateSchema.TEXT_HASH),
          exactTexts(WeaviateSchema.BAND), kept(WeaviateSchema.HEAD), kept(WeaviateSchema.PARTS),
          numbers(WeaviateSchema.TEXTS), numbers(WeaviateSchema.SHELVES));
      case PARTS -> List.of(born(), exact(WeaviateSchema.GENERATION), kept(WeaviateSchema.TEXT),
          kept(WeaviateSchema.BYTES));
      case PASSAGES -> List.of(born(), exact(WeaviateSchema.GENERATION),
          kept(WeaviateSchema.DOCUMENT), numbers(WeaviateSchema.VERSION),
          kept(WeaviateSchema.PASSAGE), kept(WeaviateSchema.TITLE),
          keptTexts(WeaviateSchema.HEADING),
          kept(WeaviateSchema.PASSAGE_LANGUAGE), numbers(WeaviateSchema.START),
          numbers(WeaviateSchema.END), numbers(WeaviateSchema.PAGE), kept(WeaviateSchema.HASH),
          kept(WeaviateSchema.TEXT), words(WeaviateSchema.WORDS), everyone(),
          exactTexts(WeaviateSchema.ACL), exactTexts(WeaviateSchema.TAG),
          exact(WeaviateSchema.LANGUAGE), ranged(WeaviateSchema.DATE), exact(WeaviateSchema.AUTHOR),
          exact(WeaviateSchema.SOURCE));
    };
  }

  private static Property born() {
    return ranged(WeaviateSchema.EPOCH);
  }

  private static Property everyone() {
    return Property.bool(WeaviateSchema.EVERYONE);
  }

  private static Property ranged(String name) {
    return Property.integer(name,
        property -> property.indexFilterable(false).indexRangeFilters(true));
  }

  private static Property numbers(String name) {
    return Property.integer(name, property -> property.indexFilterable(false));
  }

  private static Property kept(String name) {
    return Property.text(name,
        property -> property.indexFilterable(false).indexSearchable(false));
  }

  private static Property keptTexts(String name) {
    return Property.textArray(name,
        property -> property.indexFilterable(false).indexSearchable(false));
  }

  private static Property exact(String name) {
    return Property.text(name, property -> property.indexSearchable(false).tokenization(FIELD));
  }

  private static Property exactTexts(String name) {
    return Property.textArray(name,
        property -> property.indexSearchable(false).tokenization(FIELD));
  }

  private static Property words(String name) {
    return Property.text(name,
        property -> property.tokenization(WHITESPACE));
  }
}
