package io.sluice.evaluation.dataset;

import static io.sluice.evaluation.dataset.Written.file;
import static io.sluice.evaluation.dataset.Written.whyNot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @TempDir
  Path folder = Path.of("");

  @Test
  void whatIsNotThereIsTold() {
    assertEquals("nowhere: is not there", whyNot(folder, folder.resolve("nowhere")));
  }

  @Test
  void aFolderOfSomethingElseIsToldWhatItShouldHold() throws IOException {
    file(folder, "notes.txt", "hello");
    assertTrue(whyNot(folder, folder).contains(": holds no data set: neither corpus.jsonl"));
  }

  @Test
  void ofSeveralOneHasToBeNamed() throws IOException {
    file(folder, "train.json", "{}");
    file(folder, "dev.json", "{}");
    assertTrue(whyNot(folder, folder)
        .endsWith(": holds several data sets; name one of them: [dev.json, train.json]"));
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    assertEquals("notes.txt: neither a SQuAD .json nor a .jsonl of questions",
        whyNot(folder, file(folder, "notes.txt", "hello")));
  }

  @Test
  void theFirstQuestionsAreTakenWithoutASeed() throws IOException {
    var limited = tenQuestions().limited(3, null);
    assertEquals(List.of("1", "2", "3"), limited.questions().stream().map(Question::id).toList());
    assertEquals(List.of("the first 3 of 10 questions"), limited.notes());
  }

  @Test
  void aSeedDrawsTheSameQuestionsEachTime() throws IOException {
    var dataset = tenQuestions();
    var drawn = dataset.limited(5, 1L);
    assertEquals(drawn.questions(), dataset.limited(5, 1L).questions());
    assertNotEquals(drawn.questions(), dataset.limited(5, 2L).questions());
    assertEquals(5, new HashSet<>(drawn.questions()).size());
    assertEquals(List.of("a sample of 5 of 10 questions, drawn with seed 1"), drawn.notes());
  }

  @Test
  void aLimitThatIsNotReachedChangesNothing() throws IOException {
    var dataset = tenQuestions();
    assertEquals(dataset, dataset.limited(10, 1L));
  }

  private Dataset tenQuestions() throws IOException {
    var lines = new String[10];
    for (var i = 0; i < lines.length; i++) {
      lines[i] = "{\"question\": \"number " + i + "\", \"document\": \"d\"}";
    }
    return Datasets.open(file(folder, "ten.jsonl", lines));
  }
}
