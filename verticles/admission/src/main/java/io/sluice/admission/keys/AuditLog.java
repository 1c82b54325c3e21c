package io.sluice.admission.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was done to the gateway and by whom: a line of JSON for each, only ever added to. The running gateway
 * and the command line write the same file, which only its owner may read; when it is long it becomes
 * {@code audit.log.1}.
 */
public final class AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONG = 16L << 20;

  private final Path file;
  private final Clock clock;

  /** In this folder. */
  public AuditLog(Path folder, Clock clock) {
    this.file = folder.resolve("audit.log");
    this.clock = clock;
  }

  /**
   * Something that was done.
   *
   * @param who a key's account, or {@code os:} and the name of who was logged in
   */
  public record Act(String what, @Nullable Integer status, @Nullable String who,
      @Nullable String address) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Line(String at, String what, @Nullable Integer status, @Nullable String who,
      @Nullable String address) {}

  /** On the disk when it returns. */
  public void add(Act act) throws IOException {
    var line = JSON.writeValueAsString(new Line(clock.instant().toString(), act.what(),
        act.status(), act.who(), act.address())) + "\n";
    var folder = Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file) && Files.size(file) > LONG) {
      Files.move(file, file.resolveSibling("audit.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    try (var channel = FileChannel.open(file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownersAlone(folder))) {
      var left = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownersAlone(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[]{
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
  }
}
