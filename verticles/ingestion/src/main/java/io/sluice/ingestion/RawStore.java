package io.sluice.ingestion;

import io.sluice.privacy.SealedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The raw bytes of documents, each kept once under its hash: as they are, or sealed where personal data
 * in them is to be masked. Its methods block.
 */
final class RawStore {
  private static final String SEALED = ".sealed";

  private final Path folder;
  private final Path opened;
  private final SealedFiles sealing;

  private RawStore(Path folder, Path opened, SealedFiles sealing) {
    this.folder = folder;
    this.opened = opened;
    this.sealing = sealing;
  }

  /** Opens the folder; {@code opened} is for what is unsealed while it is read, and is emptied. */
  static RawStore open(Path folder, Path opened, SealedFiles sealing) throws IOException {
    SafeFiles.deleteHalves(Files.createDirectories(folder));
    SafeFiles.deleteAll(Files.createDirectories(opened));
    return new RawStore(folder, opened, sealing);
  }

  /** Takes the file over; returns when its bytes are on the disk. */
  void put(String hash, Path file, boolean sealed) throws IOException {
    var kept = sealed ? sealed(hash) : plain(hash);
    if (Files.exists(kept)) {
      Files.delete(file);
    } else if (sealed) {
      try (var in = Files.newInputStream(file)) {
        sealing.write(kept, in, List.of(hash));
      }
      Files.delete(file);
    } else {
      SafeFiles.force(file);
      Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
      SafeFiles.force(folder);
    }
  }

  /** A file with the bytes, to be read only and closed after; null where there are none. */
  @Nullable
  Opened open(String hash) throws IOException {
    if (Files.exists(plain(hash))) {
      return new Opened(plain(hash), false);
    }
    if (!Files.exists(sealed(hash))) {
      return null;
    }
    var file = Files.createTempFile(opened, "open", "");
    try (var in = unsealed(hash)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return new Opened(file, true);
    } catch (IOException e) {
      SafeFiles.deleteQuietly(file, e);
      throw e;
    }
  }

  byte @Nullable [] get(String hash) throws IOException {
    try (var in = Files.exists(plain(hash))
        ? Files.newInputStream(plain(hash))
        : unsealed(hash)) {
      return in.readAllBytes();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void deleteQuietly(String hash, IOException failure) {
    SafeFiles.deleteQuietly(plain(hash), failure);
    SafeFiles.deleteQuietly(sealed(hash), failure);
  }

  boolean delete(String hash) throws IOException {
    var plain = Files.deleteIfExists(plain(hash));
    return Files.deleteIfExists(sealed(hash)) || plain;
  }

  private InputStream unsealed(String hash) throws IOException {
    return sealing.open(sealed(hash), List.of(hash));
  }

  private Path plain(String hash) {
    return folder.resolve(hash);
  }

  private Path sealed(String hash) {
    return folder.resolve(hash + SEALED);
  }

  /** A file that lasts until it is closed, or for ever where it is the kept one itself. */
  record Opened(Path file, boolean temporary) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      if (temporary) {
        Files.deleteIfExists(file);
      }
    }
  }
}
