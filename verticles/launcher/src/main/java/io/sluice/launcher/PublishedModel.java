package io.sluice.launcher;

import io.sluice.embedding.Pooling;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An embedding model that somebody publishes, and how it wants to be used.
 *
 * @param files what a folder with it holds, by file name
 */
record PublishedModel(Map<String, PublishedFile> files, Pooling pooling, String questionPrefix,
    String passagePrefix, List<String> languages) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  PublishedModel {
    Check.required("files", files).keySet().forEach(name -> checkName("files", name));
    if (files.isEmpty()) {
      throw new Violation("files", "must not be empty");
    }
    files = Map.copyOf(files);
    Check.required("pooling", pooling);
    Check.required("question-prefix", questionPrefix);
    Check.required("passage-prefix", passagePrefix);
    languages = List.copyOf(Check.required("languages", languages));
  }

  /** Names become those of files and folders. */
  static void checkName(String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Violation(field, "has a name that is no file name: " + name);
    }
  }

  /** The bytes of all its files; 0 where one is not known. */
  long size() {
    return files.values().stream().anyMatch(file -> file.size() == 0)
        ? 0
        : files.values().stream().mapToLong(PublishedFile::size).sum();
  }

  /**
   * A file of it.
   *
   * @param sha256 what its content must hash to; empty where nobody knows
   * @param size in bytes; 0 where nobody knows
   */
  record PublishedFile(String url, String sha256, long size) {
    PublishedFile {
      try {
        var address = new URI(Check.text("url", url, 2000));
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
          throw new Violation("url", "must be an address such as https://example.org/model.onnx");
        }
      } catch (URISyntaxException e) {
        throw new Violation("url", "must be an address such as https://example.org/model.onnx");
      }
      if (!Check.required("sha256", sha256).isEmpty() && !SHA_256.matcher(sha256).matches()) {
        throw new Violation("sha256", "must be 64 digits from 0 to f, or empty");
      }
      Check.range("size", size, 0L, 1L << 40);
    }
  }
}
