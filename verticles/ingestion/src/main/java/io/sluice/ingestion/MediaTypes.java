package io.sluice.ingestion;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kinds of file can be read. */
final class MediaTypes {
  static final String TEXT = "text/plain";
  static final String MARKDOWN = "text/markdown";

  private static final Set<String> READ = Set.of(TEXT, MARKDOWN);
  private static final Map<String, String> BY_EXTENSION = Map.of("txt", TEXT, "text", TEXT, "md",
      MARKDOWN, "markdown", MARKDOWN);

  private MediaTypes() {}

  /**
   * The type of a document; null where it is not read. A name that tells it counts before what the
   * sender says: browsers and tools know Markdown as anything or nothing.
   */
  static @Nullable String of(@Nullable String declared, @Nullable String fileName) {
    var byName = fileName == null ? null : byExtension(fileName);
    if (byName != null) {
      return byName;
    }
    if (declared != null) {
      var type = declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      return READ.contains(type) ? type : null;
    }
    return fileName == null ? TEXT : null;
  }

  private static @Nullable String byExtension(String fileName) {
    var dot = fileName.lastIndexOf('.');
    return dot < 0
        ? null
        : BY_EXTENSION.get(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
