package io.sluice.admission.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.admission.keys.Key.Former;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys on disk. It is replaced as a whole and by one at a time, so that no reader sees half of it and
 * no writer undoes what another did. Only its owner may read it.
 */
public final class KeyFile {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;
  private final Clock clock;

  /** In this folder. */
  public KeyFile(Path folder, Clock clock) {
    this.file = folder.resolve("keys.json");
    this.clock = clock;
  }

  /** Its form. */
  private record Content(List<Key> keys) {
    Content {
      keys = List.copyOf(keys);
    }
  }

  /** What tells whether it is another than it was; null where there is none. */
  public @Nullable Object mark() throws IOException {
    try {
      return List.of(Files.getLastModifiedTime(file), Files.size(file));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** All of them, in the order in which they were made; none where there is no file. */
  public List<Key> list() throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), Content.class).keys();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IOException(file + " cannot be understood", e);
    }
  }

  public KeyRing ring() throws IOException {
    return new KeyRing(list());
  }

  /** Adds a key, and gives the secret that opens it, which is kept nowhere. */
  public Secret create(NewKey wanted) throws IOException {
    var secret = Secret.random();
    create(wanted, secret);
    return secret;
  }

  /** The same with a secret whose id was told before. */
  public void create(NewKey wanted, Secret secret) throws IOException {
    change(keys -> {
      var more = new ArrayList<>(keys);
      more.add(new Key(secret.id(), wanted.name(), secret.hash(), null, wanted.tenant(),
          wanted.principals(), wanted.rights(), wanted.limits(), clock.instant(),
          wanted.expiresAt(), null));
      return more;
    });
  }

  /**
   * Gives a key another secret; nothing where there is no such key, or it has been revoked.
   *
   * @param grace for how long the one before opens, too
   */
  public Optional<Secret> rotate(String id, Duration grace) throws IOException {
    var secret = Secret.random(id);
    var now = clock.instant();
    return changeOne(id, key -> key.flaw(now) == null
        ? key.rotated(secret,
            grace.isZero() ? null : new Former(key.hash(), now.plus(grace)))
        : key) ? Optional.of(secret) : Optional.empty();
  }

  /** Makes a key open nothing any more; false where there is no such key, or it has been done. */
  public boolean revoke(String id) throws IOException {
    return changeOne(id, key -> key.revoked(clock.instant()));
  }

  private boolean changeOne(String id, UnaryOperator<Key> work) throws IOException {
    var done = new boolean[1];
    change(keys -> keys.stream().map(key -> {
      var next = key.id().equals(id) ? work.apply(key) : key;
      done[0] |= !next.equals(key);
      return next;
    }).toList());
    return done[0];
  }

  private void change(UnaryOperator<List<Key>> work) throws IOException {
    synchronized (KeyFile.class) { // to processes a file's lock is a wait, within one an error
      changeAlone(work);
    }
  }

  private void changeAlone(UnaryOperator<List<Key>> work) throws IOException {
    var folder = Files.createDirectories(file.toAbsolutePath().getParent());
    try (var lock = FileChannel.open(folder.resolve("keys.lock"), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE); var _ = lock.lock()) {
      var before = list();
      var after = work.apply(before);
      if (!after.equals(before)) {
        write(folder, new Content(after));
      }
    }
  }

  private void write(Path folder, Content content) throws IOException {
    var half = Files.createTempFile(folder, "keys", ".half");
    try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      var left = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    if (Files.getFileStore(half).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
