package io.sluice.parsing.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.parsing.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void whatTheMachineLacksIsNoDamageOfTheDocument() {
    for (var failure : List.of(new IOException("No space left on device"),
        new IOException("could not unpack", new IOException("No space left on device")),
        new FileNotFoundException("/x (Too many open files)"),
        new UncheckedIOException(new FileSystemException("/x", null, "Too many open files")))) {
      assertEquals(Reason.CRASHED, Causes.unreadable(failure).reason(), failure::toString);
    }
  }

  @Test
  void anythingElseIsDamage() {
    assertEquals(Reason.BROKEN, Causes.unreadable(new IOException("no header")).reason());
  }
}
