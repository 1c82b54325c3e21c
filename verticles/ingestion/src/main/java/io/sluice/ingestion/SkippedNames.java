package io.sluice.ingestion;

import java.util.List;
import java.util.Locale;

/** Names of files and folders that hold no documents: hidden ones, and what editors leave beside them. */
final class SkippedNames {
  private static final List<String> ENDINGS = List.of("~", ".tmp", ".temp", ".part", ".partial",
      ".crdownload", ".swp", ".swo", ".swx");
  private static final List<String> NAMES = List.of("thumbs.db", "desktop.ini");

  private SkippedNames() {}

  static boolean skips(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(".") || lower.startsWith("~$")
        || (lower.startsWith("#") && lower.endsWith("#"))
        || NAMES.contains(lower) || ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /** Whether any step of a path is of that kind. */
  static boolean skipsAnyOf(String path) {
    for (var step : path.split("/", -1)) {
      if (skips(step)) {
        return true;
      }
    }
    return false;
  }
}
