package io.sluice.ingestion;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What has to be right in sources of every kind. */
final class SourceChecks {
  private static final int MOST = 100;
  private static final int LONGEST = 200;
  private static final long LARGEST = 1L << 40;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");
  private static final Pattern COLLECTION = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  private SourceChecks() {}

  /** Sources that do not get in each other's way, nor take in what the gateway itself keeps. */
  static List<SourceConfig> all(List<SourceConfig> sources, Path storage) {
    var names = new HashSet<String>();
    for (var i = 0; i < sources.size(); i++) {
      var field = "sources[" + i + "]";
      var source = Check.required(field, sources.get(i));
      if (!names.add(source.name().toLowerCase(Locale.ROOT))) {
        throw new Violation(field + ".name", "is that of another source, too: " + source.name());
      }
      if (source instanceof FolderSource folder && overlap(folder.folder(), storage)) {
        throw new Violation(field + ".folder",
            "must not hold what the gateway keeps, nor be in it");
      }
    }
    return List.copyOf(sources);
  }

  private static boolean overlap(Path one, Path other) {
    var first = one.toAbsolutePath().normalize();
    var second = other.toAbsolutePath().normalize();
    return first.startsWith(second) || second.startsWith(first);
  }

  static void name(@Nullable String name) {
    matches("name", name, NAME, 40);
  }

  static void collection(@Nullable String collection) {
    collection("collection", collection);
  }

  static void collection(String field, @Nullable String collection) {
    matches(field, collection, COLLECTION, 64);
  }

  static List<String> names(String field, @Nullable List<String> names) {
    var all = Check.required(field, names);
    Check.range(field, all.size(), 0, MOST);
    for (var i = 0; i < all.size(); i++) {
      Check.text(field + "[" + i + "]", all.get(i), LONGEST);
    }
    return List.copyOf(all);
  }

  static void every(@Nullable Duration every) {
    if (Check.required("every", every).compareTo(Duration.ofSeconds(1)) < 0) {
      throw new Violation("every", "must be at least 1s");
    }
  }

  static void maxBytes(long maxBytes) {
    Check.range("max-bytes", maxBytes, 1, LARGEST);
  }

  private static void matches(String field, @Nullable String value, Pattern pattern, int most) {
    if (!pattern.matcher(Check.required(field, value)).matches()) {
      throw new Violation(field, "must be 1 to " + most
          + " letters, digits and . _ - and begin with a letter or digit");
    }
  }
}
