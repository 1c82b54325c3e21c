package io.sluice.answer.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Refusal.Overloaded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  @TempDir
  Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("results.jsonl");
  }

  @Test
  void resultsAreReadInTheOrderOfTheirQuestions() throws Exception {
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(3, "셋"));
      results.append(Results.answered(1, "하나"));
      results.append(Results.refused(2));

      assertEquals(List.of(Results.answered(1, "하나").result(), Results.refused(2).result()),
          results.read(0, 2));
      assertEquals(List.of(Results.answered(3, "셋").result()), results.read(2, 10));
      assertEquals(List.of(), results.read(3, 10));
    }
  }

  @Test
  void whatWasWrittenIsThereAgain() throws Exception {
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(2, "한글 😀\nand a second line"));
      results.append(Results.refused(1));
    }
    try (var results = ResultsFile.open(file)) {
      assertEquals(Set.of(1, 2), results.lines());
      assertEquals(List.of(2, 1), results.marks().stream().map(ResultsFile.Mark::line).toList());
      assertEquals(List.of(false, true),
          results.marks().stream().map(ResultsFile.Mark::failed).toList());
      assertEquals(List.of(new BatchResult(1, null, null, new Overloaded("빡빡함", 250), "죄송합니다."),
          Results.answered(2, "한글 😀\nand a second line").result()), results.read(0, 10));
    }
  }

  /** Wherever the crash came; what is written then may be shorter than what was torn. */
  @Test
  void aTornLastLineIsCutOffAndWrittenAgain() throws Exception {
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(1, "하나"));
    }
    var first = Files.size(file);
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(2, "둘"));
    }
    var expected = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(expected, (int) first));
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(2, "둘".repeat(100)));
    }
    var whole = Files.readAllBytes(file);

    for (var length = (int) first; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (var results = ResultsFile.open(file)) {
        assertEquals(Set.of(1), results.lines());
        results.append(Results.answered(2, "둘"));
      }
      assertArrayEquals(expected, Files.readAllBytes(file), "torn at " + length);
    }
  }

  @Test
  void aQuestionHasOneResultWhateverTheFileSays() throws Exception {
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(1, "first"));
      results.append(Results.answered(1, "second"));
      assertEquals(1, results.marks().size());
      assertEquals(List.of(Results.answered(1, "first").result()), results.read(0, 10));
    }
  }

  @Test
  void aLineThatNobodyCanReadCountsForNothing() throws Exception {
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(1, "a"));
    }
    Files.writeString(file, "\0\0\0\0\n{\"line\": 2}\n", StandardOpenOption.APPEND);
    try (var results = ResultsFile.open(file)) {
      assertEquals(Set.of(1), results.lines());
      results.append(Results.answered(2, "b"));
      assertEquals(List.of(Results.answered(2, "b").result()), results.read(1, 10));
    }
  }

  @Test
  void halfACharacterIsWrittenAsAQuestionMark() throws Exception {
    try (var results = ResultsFile.open(file)) {
      results.append(Results.answered(1, "a\ud83d"));
      assertTrue(results.read(0, 1).toString().contains("text=a?"));
      assertFalse(results.lines().isEmpty());
    }
  }
}
