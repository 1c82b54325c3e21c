package io.sluice.ingestion;

import io.sluice.privacy.Originals;
import io.sluice.privacy.UnsealException;
import io.sluice.privacy.Vault;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands behind the tokens of masked documents, sealed, a file for each version. Its methods block
 * for as long as a small file takes.
 */
final class OriginalsStore {
  private static final Logger LOG = LoggerFactory.getLogger(OriginalsStore.class);

  private final Path folder;
  private final Vault vault;

  private OriginalsStore(Path folder, Vault vault) {
    this.folder = folder;
    this.vault = vault;
  }

  static OriginalsStore open(Path folder, Vault vault) throws IOException {
    SafeFiles.deleteHalves(Files.createDirectories(folder));
    return new OriginalsStore(folder, vault);
  }

  /** Keeps what can be revealed of a version; there is no file where that is nothing. */
  void put(DocumentKey document, int version, Originals originals) throws IOException {
    if (!originals.byToken().isEmpty()) {
      SafeFiles.write(file(document, version),
          vault.seal(originals, context(document, version)));
    }
  }

  Map<String, String> get(DocumentKey document, int version) throws IOException {
    try {
      return vault.open(Files.readAllBytes(file(document, version)), context(document, version))
          .byToken();
    } catch (NoSuchFileException e) {
      return Map.of();
    }
  }

  /** How many values could have been revealed of this version and cannot any more. */
  int delete(DocumentKey document, int version) throws IOException {
    var values = 0;
    try {
      values = get(document, version).size();
    } catch (UnsealException e) {
      LOG.warn("an unreadable vault is deleted document={} version={}", document.document(),
          version, e);
    }
    Files.deleteIfExists(file(document, version));
    return values;
  }

  /** Of all versions. */
  int deleteAll(DocumentKey document) throws IOException {
    var values = 0;
    for (var version : versions(document)) {
      values += delete(document, version);
    }
    return values;
  }

  private List<Integer> versions(DocumentKey document) throws IOException {
    var prefix = name(document) + ".";
    try (var files = Files.newDirectoryStream(folder, prefix + "*")) {
      var versions = new ArrayList<Integer>();
      for (var file : files) {
        versions.add(Integer.valueOf(file.getFileName().toString().substring(prefix.length())));
      }
      return versions;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private Path file(DocumentKey document, int version) {
    return folder.resolve(name(document) + "." + version);
  }

  private static String name(DocumentKey document) {
    return Hashes.of(List.of(document.tenant(), document.collection(), document.document()));
  }

  private static List<String> context(DocumentKey document, int version) {
    return List.of(document.tenant(), document.collection(), document.document(),
        Integer.toString(version));
  }
}
