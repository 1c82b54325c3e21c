package io.sluice.evaluation.dataset;

import static io.sluice.evaluation.dataset.Written.documents;
import static io.sluice.evaluation.dataset.Written.file;
import static io.sluice.evaluation.dataset.Written.whyNot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SquadFormatTest {
  private static final String KOREAN = """
      {"paragraphs": [
        {"qas": [{"answers": [{"text": "1989년", "answer_start": 0}], "id": "6-0",
                  "question": "언제 수배되었나?"},
                 {"answers": [], "id": "6-1", "question": "누가 갔나?"}],
         "context": "1989년 2월 15일"},
        {"qas": [], "context": "아무도 묻지 않았다"}],
       "title": "임_종석"}""";

  @TempDir
  Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file(folder, "dev.json", "{\"version\": {\"x\": [1]}, \"data\": [" + KOREAN + ", "
        + "{\"title\": \"Rain\", \"paragraphs\": [{\"context\": \"It rains.\", \"qas\": ["
        + "{\"id\": \"r1\", \"question\": \"Does it rain?\", \"is_impossible\": false},"
        + "{\"id\": \"r2\", \"question\": \"Why?\", \"is_impossible\": true}]}]}],"
        + " \"more\": []}");
  }

  @Test
  void theParagraphThatAQuestionWasAskedOnAnswersIt() throws IOException {
    var dataset = Datasets.open(folder);
    assertEquals(Format.SQUAD, dataset.format());
    assertEquals(List.of(new Question("6-0", "언제 수배되었나?", Map.of("1.1", 1)),
        new Question("6-1", "누가 갔나?", Map.of("1.1", 1)),
        new Question("r1", "Does it rain?", Map.of("2.1", 1))), dataset.questions());
  }

  @Test
  void paragraphsAreDocumentsAlsoWhereNobodyAsked() throws IOException {
    assertEquals(List.of(new Document.Text("1.1", "임 종석", "1989년 2월 15일"),
        new Document.Text("1.2", "임 종석", "아무도 묻지 않았다"),
        new Document.Text("2.1", "Rain", "It rains.")), documents(Datasets.open(folder)));
  }

  @Test
  void questionsWithoutAnAnswerAreLeftOut() throws IOException {
    assertEquals(List.of("1 questions are left out: they have no answer by design"),
        Datasets.open(folder).notes());
  }

  @Test
  void itMayBeNamedByItsFile() throws IOException {
    assertEquals("dev", Datasets.open(folder.resolve("dev.json")).name());
  }

  @Test
  void whatIsWrongIsToldByItsPath() throws IOException {
    file(folder, "dev.json", "{\"data\": [{\"paragraphs\": [{\"context\": \"x\","
        + " \"qas\": [{\"question\": \"a?\"}, {\"id\": \"b\"}]}]}]}");
    assertEquals("dev.json, data[0].paragraphs[0].qas[1].question: is missing or not text",
        whyNot(folder, folder));
    file(folder, "dev.json",
        "{\"data\": [{\"paragraphs\": [{\"qas\": [{\"question\": \"a?\"}]}]}]}");
    assertEquals("dev.json, data[0].paragraphs[0].context: is missing or not text",
        whyNot(folder, folder));
    file(folder, "dev.json", "{\"data\": [{\"title\": \"x\"}]}");
    assertEquals("dev.json, data[0].paragraphs: is missing or not a list", whyNot(folder, folder));
  }

  @Test
  void jsonThatIsCutOffIsToldByItsLine() throws IOException {
    file(folder, "dev.json", "{\"data\":", "[{\"paragraphs\": [");
    assertEquals("dev.json, line 3, column 1: is not JSON from here on", whyNot(folder, folder));
  }

  @Test
  void otherJsonIsNoDataSet() throws IOException {
    file(folder, "dev.json", "{\"name\": \"package\"}");
    assertEquals("dev: no question has a document that answers it",
        whyNot(folder, folder.resolve("dev.json")));
  }
}
