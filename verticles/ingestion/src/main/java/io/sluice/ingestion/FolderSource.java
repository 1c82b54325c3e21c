package io.sluice.ingestion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A folder and all below it.
 *
 * @param watch whether changes are noticed at once, and not only at the next look at all of it
 * @param eraseAtMost the share of its documents that may vanish at once: a folder that is not mounted
 *        looks like one whose files were deleted
 */
public record FolderSource(String name, String collection, List<String> tags, List<String> acl,
    Duration every, long maxBytes, Path folder, boolean watch, double eraseAtMost)
    implements
      SourceConfig {

  public FolderSource {
    SourceChecks.name(name);
    SourceChecks.collection(collection);
    tags = SourceChecks.names("tags", tags);
    acl = SourceChecks.names("acl", acl);
    SourceChecks.every(every);
    SourceChecks.maxBytes(maxBytes);
    if (Check.required("folder", folder).toString().isBlank()) {
      throw new Violation("folder", "must not be empty");
    }
    Check.range("erase-at-most", eraseAtMost, 0.0, 1.0);
  }

  static ObjectNode defaults() {
    return SourceDefaults.ofAll().put("every", "1h").put("watch", true).put("erase-at-most", 0.5);
  }
}
