package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedAgainTest {
  @TempDir
  Path folder = Path.of("");

  @Test
  void pairsAreReadFromJson() throws IOException {
    var read = AskedAgain.read(Files.writeString(folder.resolve("a.json"),
        "[{\"origin\": \"How?\", \"similar\": \"In which way?\"}]"));
    assertTrue(read.paired());
    assertEquals(List.of(List.of("How?", "In which way?")), read.groups());
  }

  @Test
  void wordingsAreReadInBlocksOfTen() throws IOException {
    var read = AskedAgain.read(
        Files.writeString(folder.resolve("a.txt"), "0\t1\t휴가는 며칠?\n".repeat(20)));
    assertFalse(read.paired());
    assertEquals(List.of(10, 10), read.groups().stream().map(List::size).toList());
  }

  @Test
  void whatIsWrongIsToldByItsPlace() throws IOException {
    assertTold("there is no ", folder.resolve("none.json"));
    assertTold("entry 1 must have",
        Files.writeString(folder.resolve("b.json"), "[{\"origin\": \"How?\"}]"));
    assertTold("line 2: must be", Files.writeString(folder.resolve("b.txt"), "0\t1\tx\nx\n"));
    assertTold("is not JSON", Files.writeString(folder.resolve("c.json"), "[{"));
    assertTold("has no questions", Files.writeString(folder.resolve("d.json"), "[]"));
  }

  private static void assertTold(String what, Path file) {
    var trouble = assertThrows(Trouble.class, () -> AskedAgain.read(file));
    assertTrue(String.valueOf(trouble.getMessage()).contains(what), trouble::getMessage);
  }
}
