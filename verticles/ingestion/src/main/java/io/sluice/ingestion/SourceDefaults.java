package io.sluice.ingestion;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What sources of every kind are like where they do not say. */
final class SourceDefaults {
  private static final long MAX_BYTES = 20L << 20;

  private SourceDefaults() {}

  static ObjectNode ofAll() {
    var defaults = JsonNodeFactory.instance.objectNode();
    defaults.put("collection", "default").put("max-bytes", MAX_BYTES);
    defaults.putArray("tags");
    defaults.putArray("acl");
    return defaults;
  }
}
