package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageFileTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

  @TempDir
  Path folder = Path.of("");

  @Test
  void whatIsCountedWhileItIsWrittenIsNotInIt() throws IOException {
    var file = UsageFile.open(folder);
    file.book().add("acme", DAY, Ends.by("control", "key:a"));
    file.book().add("acme", DAY, Ends.refused("a.b"));
    var taken = Objects.requireNonNull(file.changed());
    file.book().add("acme", DAY, Ends.by("control", "key:b"));
    file.book().add("acme", DAY, Ends.refused("a.b"));
    file.book().add("other", DAY, Ends.refused("a.b"));
    file.write(taken);

    var written = UsageFile.open(folder).book();
    var day = written.days("acme", DAY, DAY).getFirst();
    assertEquals(1, day.answered().getFirst().answers());
    assertEquals(1L, day.refused().get("a.b"));
    assertEquals(1, written.accounts("acme", DAY, DAY).size());
    assertEquals(0, written.days("other", DAY, DAY).size());
  }
}
