package io.sluice.evaluation.dataset;

import static io.sluice.evaluation.dataset.Written.documents;
import static io.sluice.evaluation.dataset.Written.file;
import static io.sluice.evaluation.dataset.Written.whyNot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirFormatTest {
  @TempDir
  Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file(folder, "corpus.jsonl", "{\"_id\":\"d1\",\"title\":\"온실\",\"text\":\"토마토가 자란다\"}",
        "", "{\"_id\":\"d 2\",\"text\":\"no title\",\"metadata\":{}}");
    file(folder, "queries.jsonl", "{\"_id\":\"q1\",\"text\":\"무엇이 자라나?\"}",
        "{\"_id\":\"q2\",\"text\":\"trained on\"}", "{\"_id\":3,\"text\":\"graded\"}");
    file(folder, "qrels/train.tsv", "query-id\tcorpus-id\tscore", "q2\td1\t1");
    file(folder, "qrels/test.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t2", "3\td 2\t1",
        "3\td1\t0");
  }

  @Test
  void theQuestionsOfTheTestAreAsked() throws IOException {
    var dataset = Datasets.open(folder);
    assertEquals(Format.BEIR, dataset.format());
    assertEquals(List.of(new Question("q1", "무엇이 자라나?", Map.of("d1", 2)),
        new Question("3", "graded", Map.of("d 2", 1, "d1", 0))), dataset.questions());
    assertEquals(List.of("judgements are those of test.tsv"), dataset.notes());
  }

  @Test
  void documentsAreReadInTheirOrderAsOftenAsAskedFor() throws IOException {
    var dataset = Datasets.open(folder);
    var expected = List.of(new Document.Text("d1", "온실", "토마토가 자란다"),
        new Document.Text("d 2", "", "no title"));
    assertEquals(2, dataset.documentCount());
    assertEquals(expected, documents(dataset));
    assertEquals(expected, documents(dataset));
  }

  @Test
  void anotherSplitIsTakenWhereThereIsNoTest() throws IOException {
    Files.delete(folder.resolve("qrels/test.tsv"));
    var dataset = Datasets.open(folder);
    assertEquals(List.of("q2"), dataset.questions().stream().map(Question::id).toList());
    assertEquals(List.of("judgements are those of train.tsv"), dataset.notes());
  }

  @Test
  void judgementsNeedNoLineOfNames() throws IOException {
    file(folder, "qrels/test.tsv", "q1\td1\t1");
    assertEquals(1, Datasets.open(folder).questions().size());
  }

  @Test
  void documentsThatAreMissingAreCountedInTheNotes() throws IOException {
    file(folder, "qrels/test.tsv", "q1\td1\t1", "q1\tgone\t1");
    assertEquals("1 documents that answer questions are not among the documents, and count as"
        + " not found", Datasets.open(folder).notes().getLast());
  }

  @Test
  void whatIsWrongIsToldByItsLine() throws IOException {
    file(folder, "corpus.jsonl", "{\"_id\":\"d1\",\"text\":\"x\"}", "{\"_id\": d2}");
    assertEquals("corpus.jsonl, line 2: is not JSON, at column 11", whyNot(folder, folder));
    file(folder, "corpus.jsonl", "{\"_id\":\"d1\",\"text\":\"x\"}", "", "{\"_id\":\"d2\"}");
    assertEquals("corpus.jsonl, line 3: \"text\" is missing or not text", whyNot(folder, folder));
    file(folder, "corpus.jsonl", "[]");
    assertEquals("corpus.jsonl, line 1: is not a JSON object", whyNot(folder, folder));
  }

  @Test
  void aWrongJudgementIsToldByItsLine() throws IOException {
    file(folder, "qrels/test.tsv", "query-id\tcorpus-id\tscore", "q1\td1\thigh");
    assertEquals("qrels/test.tsv, line 2: the relevance must be a whole number, not 'high'",
        whyNot(folder, folder));
    file(folder, "qrels/test.tsv", "q1 d1 1");
    assertEquals("qrels/test.tsv, line 1: a judgement is: question, document and relevance, with"
        + " tabs between", whyNot(folder, folder));
  }

  @Test
  void idsMustNotComeTwice() throws IOException {
    file(folder, "corpus.jsonl", "{\"_id\":\"d1\",\"text\":\"x\"}",
        "{\"_id\":\"d1\",\"text\":\"y\"}");
    assertEquals(folder.getFileName() + ": two documents have the id d1",
        whyNot(folder, folder));
  }

  @Test
  void textThatIsNoUtf8IsRefused() throws IOException {
    Files.write(folder.resolve("corpus.jsonl"), new byte[]{'{', (byte) 0xff, '}'});
    assertEquals("corpus.jsonl, line 1: from here on something is not valid UTF-8",
        whyNot(folder, folder));
  }

  @Test
  void withoutJudgementsItIsNoDataSet() throws IOException {
    Files.delete(folder.resolve("qrels/test.tsv"));
    Files.delete(folder.resolve("qrels/train.tsv"));
    assertEquals("qrels: has none of test.tsv, dev.tsv, validation.tsv, train.tsv",
        whyNot(folder, folder));
  }

  @Test
  void judgementsOfOtherDocumentsAltogetherAreRefused() throws IOException {
    file(folder, "qrels/test.tsv", "q1\tx1\t1");
    assertEquals("the judgements name no document that there is, as x1", whyNot(folder, folder));
  }
}
