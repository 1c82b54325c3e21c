package io.sluice.admission.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.admission.keys.AuditLog.Act;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"),
      ZoneOffset.UTC);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void itIsAddedToAndOnlyItsOwnerMayReadIt() throws Exception {
    new AuditLog(folder, NOON).add(new Act("keys create 안나", null, "os:anna", null));
    new AuditLog(folder, NOON).add(new Act("DELETE /v1/documents/a", 200, "key:1", "127.0.0.1"));

    var file = folder.resolve("audit.log");
    assertEquals(List.of(
        "{\"at\":\"2026-03-01T12:00:00Z\",\"what\":\"keys create 안나\",\"who\":\"os:anna\"}",
        "{\"at\":\"2026-03-01T12:00:00Z\",\"what\":\"DELETE /v1/documents/a\",\"status\":200,"
            + "\"who\":\"key:1\",\"address\":\"127.0.0.1\"}"),
        Files.readAllLines(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
