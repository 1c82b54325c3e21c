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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrecFormatTest {
  private static final String BY_ORDER = "judgements name questions by their order in the file,"
      + " not by <num>";

  @TempDir
  Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file(folder, "docs.xml", "<doc>", "<docno>1</docno>", "<title>shear", "flow .</title>",
        "<author>kim</author>", "<text>first line", "where x < y &amp; y &lt; z</text>", "</doc>",
        "<doc><docno> 2 </docno><title></title><text>", "</text></doc>");
    file(folder, "topics.xml", "<?xml version='1.0'?>", "<xml>", "<top>", "<num> 1</num>",
        "<title>", "what is", "shear flow .", "</title>", "</top>",
        "<top><num> 4</num><title>second</title></top>",
        "<top><num> 9</num><title>third</title></top>", "</xml>");
    file(folder, "qrels.txt", "1 0 1 1\r", "3 0 1 3\r", "3 0  2 0\r");
  }

  @Test
  void documentsAreReadThoughTheyAreNoXml() throws IOException {
    var dataset = Datasets.open(folder);
    assertEquals(Format.TREC, dataset.format());
    assertEquals(List.of(
        new Document.Text("1", "shear flow .", "first line\nwhere x < y & y < z"),
        new Document.Text("2", "", "")), documents(dataset));
  }

  @Test
  void judgementsThatCountByOrderAreNoticedAndToldOf() throws IOException {
    var dataset = Datasets.open(folder);
    assertEquals(List.of("1: what is shear flow .", "3: third"), dataset.questions().stream()
        .map(question -> question.id() + ": " + question.text()).toList());
    assertEquals(List.of(BY_ORDER, "1 questions are left out: no document is judged to answer"
        + " them"), dataset.notes());
  }

  @Test
  void judgementsThatNameTopicsGoByTheirNumbers() throws IOException {
    file(folder, "qrels.txt", "1 0 1 1", "4 Q0 1 2");
    var dataset = Datasets.open(folder);
    assertEquals(List.of("1: what is shear flow .", "4: second"), dataset.questions().stream()
        .map(question -> question.id() + ": " + question.text()).toList());
    assertEquals(1, dataset.notes().size());
  }

  @Test
  void aNumberThatNeitherATopicNorAPlaceHasLeavesThemToTheirNumbers() throws IOException {
    file(folder, "qrels.txt", "4 0 1 1", "400 0 1 1");
    var dataset = Datasets.open(folder);
    assertEquals(List.of("4"), dataset.questions().stream().map(Question::id).toList());
  }

  @Test
  void topicsMayLeaveTheirTagsOpen() throws IOException {
    file(folder, "topics.xml", "<top>", "<num> Number: 301 ",
        "<title> Topic: International Organized Crime ", "<desc> Description:", "Identify it.",
        "</top>");
    file(folder, "qrels.txt", "301 0 1 1");
    var question = Datasets.open(folder).questions().getFirst();
    assertEquals("301", question.id());
    assertEquals("International Organized Crime", question.text());
  }

  @Test
  void documentsMayBeInSeveralFilesWithHeadlines() throws IOException {
    file(folder, "more.sgml", "<DOC>", "<DOCNO> AP-1 </DOCNO>", "<HEADLINE>Rain</HEADLINE>",
        "<TEXT><P>one</P><P>two</P></TEXT>", "</DOC>");
    assertEquals(new Document.Text("AP-1", "Rain", "one two"),
        documents(Datasets.open(folder)).get(2));
  }

  @Test
  void oldEncodingsAreReadAsFarAsPossible() throws IOException {
    Files.write(folder.resolve("old.xml"), new byte[]{'<', 'd', 'o', 'c', '>', '<', 'd', 'o', 'c',
        'n', 'o', '>', '7', '<', '/', 'd', 'o', 'c', 'n', 'o', '>', '<', 't', 'e', 'x', 't', '>',
        'c', 'a', 'f', (byte) 0xe9, '<', '/', 't', 'e', 'x', 't', '>', '<', '/', 'd', 'o', 'c',
        '>'});
    assertEquals(new Document.Text("7", "", "caf\uFFFD"), documents(Datasets.open(folder)).get(2));
  }

  @Test
  void whatIsWrongIsToldByTheRecord() throws IOException {
    file(folder, "docs.xml", "<doc><docno>1</docno></doc>", "<doc><text>x</text></doc>");
    assertEquals("docs.xml, <doc> number 2: has no <docno>", whyNot(folder, folder));
    file(folder, "docs.xml", "<doc><docno>1</docno>", "<doc><docno>2</docno></doc>");
    assertEquals("docs.xml, <doc> number 1: is not closed", whyNot(folder, folder));
    file(folder, "docs.xml", "<doc><docno>1</docno></doc>", "<doc><docno>2");
    assertEquals("docs.xml, <doc> number 2: is not closed", whyNot(folder, folder));
  }

  @Test
  void aWrongJudgementIsToldByItsLine() throws IOException {
    file(folder, "qrels.txt", "1 0 1 1", "1 0 1");
    assertEquals("qrels.txt, line 2: a judgement is: question 0 document relevance",
        whyNot(folder, folder));
  }

  @Test
  void withoutJudgementsItIsNoDataSet() throws IOException {
    Files.delete(folder.resolve("qrels.txt"));
    assertEquals(folder.getFileName() + ": must have files with <doc>, one with <top> and one with"
        + " judgements, but has 1, 1 and 0", whyNot(folder, folder));
  }
}
