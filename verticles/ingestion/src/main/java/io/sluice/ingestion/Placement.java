package io.sluice.ingestion;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Where a source's documents go, and for whom. */
record Placement(String collection, List<String> tags, List<String> acl) {

  Placement {
    requireNonNull(collection, "collection");
    tags = List.copyOf(tags);
    acl = List.copyOf(acl);
  }

  static Placement of(SourceConfig source) {
    return new Placement(source.collection(), source.tags(), source.acl());
  }
}
