package io.sluice.evaluation.dataset;

import static io.sluice.evaluation.dataset.Written.documents;
import static io.sluice.evaluation.dataset.Written.file;
import static io.sluice.evaluation.dataset.Written.whyNot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlFormatTest {
  @TempDir
  Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file(folder, "questions.jsonl",
        "\uFEFF{\"question\": \"휴가는 며칠이에요?\", \"document\": \"ko/leave.md\", \"fact\": \"15일\"}",
        "{\"id\": \"two\", \"question\": \"Which?\", \"document\": [\"a\", \"ko/leave.md\"]}",
        "{\"question\": \"Nobody knows?\", \"document\": null}");
  }

  @Test
  void questionsNameOneDocumentOrSeveral() throws IOException {
    var dataset = Datasets.open(folder);
    assertEquals(Format.JSONL, dataset.format());
    assertEquals(List.of(new Question("1", "휴가는 며칠이에요?", Map.of("ko/leave.md", 1)),
        new Question("two", "Which?", Map.of("a", 1, "ko/leave.md", 1))), dataset.questions());
    assertEquals(List.of("1 questions are left out: no document is judged to answer them"),
        dataset.notes());
  }

  @Test
  void withoutDocumentsTheyAreElsewhere() throws IOException {
    assertNull(Datasets.open(folder.resolve("questions.jsonl")).documents());
  }

  @Test
  void documentsMayBeLines() throws IOException {
    file(folder, "documents.jsonl", "{\"id\": \"a\", \"title\": \"A\", \"text\": \"alpha\"}",
        "{\"id\": \"ko/leave.md\", \"text\": \"연차는 15일\"}");
    assertEquals(List.of(new Document.Text("a", "A", "alpha"),
        new Document.Text("ko/leave.md", "", "연차는 15일")), documents(Datasets.open(folder)));
  }

  @Test
  void documentsMayBeFilesCalledByTheirPaths() throws IOException {
    var one = file(folder, "documents/ko/leave.md", "# 휴가");
    var other = file(folder, "documents/a", "alpha");
    assertEquals(List.of(new Document.File("a", other), new Document.File("ko/leave.md", one)),
        documents(Datasets.open(folder)));
  }

  @Test
  void whatIsWrongIsToldByItsLine() throws IOException {
    file(folder, "questions.jsonl", "{\"question\": \"a\", \"document\": \"x\"}",
        "{\"question\": \"a\"}");
    assertEquals("questions.jsonl, line 2: \"document\" is missing", whyNot(folder, folder));
    file(folder, "questions.jsonl", "{\"question\": \"a\", \"document\": [{\"id\": 1}]}");
    assertEquals("questions.jsonl, line 1: \"document\" must be an id or a list of ids",
        whyNot(folder, folder));
    file(folder, "questions.jsonl", "{\"document\": \"a\"}");
    assertEquals("questions.jsonl, line 1: \"question\" is missing or not text",
        whyNot(folder, folder));
  }
}
