package io.sluice.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What has come of a file so far, and beside it which version of the file it is of. */
record PartFile(Path path, Path etagPath) {

  PartFile(Path target) {
    this(target.resolveSibling(target.getFileName() + ".part"),
        target.resolveSibling(target.getFileName() + ".part.etag"));
  }

  /** The server's mark of the version, unless it is a weak one, which does not vouch for each byte. */
  @Nullable
  String etag() throws IOException {
    return Files.exists(etagPath) ? Files.readString(etagPath) : null;
  }

  /** Without a mark only a checksum would find out that two versions were mixed. */
  boolean isResumable(String sha256) throws IOException {
    return etag() != null || !sha256.isEmpty();
  }

  void remember(@Nullable String etag) throws IOException {
    if (etag == null || !etag.startsWith("\"")) {
      Files.deleteIfExists(etagPath);
    } else {
      Files.writeString(etagPath, etag);
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(etagPath);
  }

  /** Throws it away where it is not what it should be. */
  void check(String sha256) throws IOException {
    if (sha256.isEmpty()) {
      return;
    }
    var seen = sha256(path);
    if (!seen.equals(sha256)) {
      Files.delete(path);
      forget();
      throw new Trouble(path.getFileName() + " has the checksum " + seen + ", not " + sha256
          + " as configured; it was thrown away");
    }
  }

  static String sha256(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file),
        MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }
}
