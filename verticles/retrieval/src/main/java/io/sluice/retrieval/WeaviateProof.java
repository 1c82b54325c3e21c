package io.sluice.retrieval;

import io.sluice.message.Vector;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether passages lie in Weaviate to be searched just as a commit of their version writes them. */
final class WeaviateProof {

  private static final int AT_ONCE = 100;
  /** What a server may lose of a number when it brings a vector to unit length. */
  private static final float ROUNDED = 1e-5f;

  private WeaviateProof() {}

  static boolean isSearched(StoredVersion version, WeaviateEntry entry, WeaviateTable table)
      throws IOException {
    var written = WeaviatePassage.all(version, entry.generation(), 0);
    var space = version.head().space();
    for (var from = 0; from < written.size(); from += AT_ONCE) {
      var to = Math.min(from + AT_ONCE, written.size());
      var expected = written.subList(from, to).stream().map(WeaviateRow::new).toList();
      var there = new HashMap<String, WeaviateRow>();
      for (var row : table.whole(expected.stream().map(WeaviateRow::uuid).toList(), space)) {
        there.put(row.uuid(), row);
      }
      for (var i = 0; i < expected.size(); i++) {
        var row = there.get(expected.get(i).uuid());
        if (row == null || !plain(row).equals(plain(expected.get(i)))
            || !isAlike(version.passages().get(from + i).vector(),
                space == null ? null : row.vector(space))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Its properties but for when it came: as the server gives them back, which leaves out what is empty. */
  private static Map<String, Object> plain(WeaviateRow row) {
    var plain = new TreeMap<String, Object>();
    row.object().properties().forEach((name, value) -> {
      switch (value) {
        case null -> {
        }
        case List<?> texts when texts.isEmpty() -> {
        }
        case Number number -> plain.put(name, number.longValue());
        default -> plain.put(name, value);
      }
    });
    plain.remove(WeaviateSchema.EPOCH);
    return plain;
  }

  private static boolean isAlike(@Nullable Vector a, @Nullable Vector b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    if (a.dimension() != b.dimension()) {
      return false;
    }
    for (var i = 0; i < a.dimension(); i++) {
      if (Math.abs(a.at(i) - b.at(i)) > ROUNDED) {
        return false;
      }
    }
    return true;
  }
}
