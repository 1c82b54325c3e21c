package io.sluice.ingestion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.strictjson.Check.Violation;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import io.sluice.strictjson.StrictReader;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Where documents come from by themselves. What a source does not name is as its kind has it. */
public sealed interface SourceConfig permits FolderSource, UrlSource {

  /** What its state and the ids of its documents begin with. */
  String name();

  String collection();

  List<String> tags();

  List<String> acl();

  /** How often all of it is looked at. */
  Duration every();

  /** The largest document. */
  long maxBytes();

  /** Which kind it is shows in what it names. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static SourceConfig of(ObjectNode written) {
    if (written.has("folder") == written.has("urls")) {
      throw new Violation("folder", "or urls is required, and not both");
    }
    return written.has("folder")
        ? completed(written, FolderSource.defaults(), FolderSource.class)
        : completed(written, UrlSource.defaults(), UrlSource.class);
  }

  private static <T extends SourceConfig> T completed(ObjectNode written, ObjectNode whole,
      Class<T> kind) {
    whole.setAll(written);
    return switch (StrictReader.ofConfiguration().read(whole, kind)) {
      case Read<T>(T source) -> source;
      case Wrong<T> wrong ->
        throw new Violation(Objects.requireNonNullElse(wrong.path(), "name"), wrong.message());
    };
  }
}
