package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice eval} as it is typed, on data sets of a few documents. */
class EvalIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder = Path.of("");

  @Test
  void aDataSetOfEachFormatIsTakenInAndAsked() throws Exception {
    var json = folder.resolve("out.json");
    var markdown = folder.resolve("out.md");
    var eval = sluice("eval", beir(), trec(), squad(), jsonl(), "--run", "keyword", "--run",
        "half:alpha=0.5", "--out", json.toString(), "--out", markdown.toString());
    assertEquals(0, eval.exit(), eval::toString);
    assertEquals(Files.readString(markdown), eval.out());
    assertTrue(eval.out().contains("sluice eval " + folder), eval::toString);
    assertTrue(eval.err().contains("taking in: 2 of 2"), eval::toString);

    var datasets = JSON.readTree(json.toFile()).path("datasets");
    assertEquals(List.of("BEIR", "TREC", "SQUAD", "JSONL"),
        datasets.findValuesAsText("format"));
    for (var dataset : datasets) {
      assertEquals(2, dataset.path("documents").asInt(), dataset::toString);
      assertEquals(1, mean(dataset, 0, "R@1"), dataset::toString);
      assertEquals(1, mean(dataset, 1, "nDCG@10"), dataset::toString);
      assertEquals(2, dataset.path("runs").path(1).path("questions").size());
      assertEquals(1, dataset.path("runs").path(1).path("p").path("MRR").asDouble());
      assertTrue(dataset.path("runs").path(0).path("latencyMs").path("p50").asDouble() > 0);
    }
    assertTrue(eval.out().contains("judgements name questions by their order"), eval::toString);
    assertTrue(eval.out().contains("No question lost anything in half."), eval::toString);
  }

  @Test
  void whatARunLostIsToldByQuestion() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("documents.jsonl"), """
        {"id": "boat", "text": "The vessel crossed the ocean in nine days."}
        {"id": "ship rules", "text": "A ship must carry a bell."}
        """);
    Files.writeString(data.resolve("questions.jsonl"),
        "{\"question\": \"ship bell\", \"document\": \"boat\"}\n");
    var eval = sluice("eval", data.toString(), "--run", "vector", "--run", "keyword");
    assertEquals(0, eval.exit(), eval::toString);
    assertTrue(eval.out().contains("The worst losses of keyword:"), eval::toString);
    assertTrue(
        eval.out().lines().anyMatch(line -> line.matches(
            "\\| 1: ship bell +\\| +boat \\| +-0\\.631 \\| +2 \\| +– \\|")),
        eval::toString);
  }

  @Test
  void aFolderThatIsKeptIsUsedAgainAndCutAnewWhereTheSettingsChanged() throws Exception {
    var storage = folder.resolve("kept").toString();
    var first = sluice("eval", squad(), "--keep", storage, "--run", "keyword");
    assertTrue(first.out().contains("2 documents in 2 passages"), first::toString);
    var again = sluice("eval", squad(), "--keep", storage, "--run", "keyword", "--set",
        "ingestion.rules.chunking.max-tokens=16", "--set",
        "ingestion.rules.chunking.semantic-min-tokens=16");
    assertEquals(0, again.exit(), again::toString);
    assertTrue(again.out().contains("2 documents were there already"), again::toString);
    assertFalse(again.out().contains("2 documents in 2 passages"), again::toString);

    var elsewhere = sluice("eval", questions("1.1"), "--keep", storage, "--collection",
        "eval-squad", "--run", "keyword");
    assertEquals(0, elsewhere.exit(), elsewhere::toString);
    assertTrue(elsewhere.out().contains("1 questions (JSONL), 2 documents"), elsewhere::toString);
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    var temporary = folder.resolve("tmp");
    var eval = sluice("eval", jsonl(), "--run", "keyword", "--limit", "1");
    assertEquals(0, eval.exit(), eval::toString);
    assertTrue(eval.out().contains("the first 1 of 2 questions"), eval::toString);
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(),
          left.filter(path -> path.toString().contains("sluice-eval")).toList());
    }
  }

  @Test
  void whatIsWrongIsToldInOneLineBeforeTheWorkBegins() throws Exception {
    var broken = Files.writeString(folder.resolve("broken.jsonl"),
        "{\"question\": \"a\", \"document\": \"b\"}\n{\"question\":\n").toString();
    assertTold("sluice: " + broken + ", line 2: is not JSON, at column", "eval", broken);
    assertTold("sluice: --run x: unknown key in 'beta=1'", "eval", squad(), "--run", "x:beta=1");
    assertTold("sluice: --out a.txt: must end with .json or .md", "eval", squad(), "--out",
        "a.txt");
    assertTold("sluice: questions has no documents: put documents.jsonl", "eval",
        questions("1.1"));
    assertTold("sluice: configuration: retrieval.rrf: unknown field", "eval", squad(), "--set",
        "retrieval.rrf=1");
  }

  private void assertTold(String line, String... arguments) throws Exception {
    var eval = sluice(arguments);
    assertEquals(1, eval.exit(), eval::toString);
    assertTrue(eval.err().lines().toList().getLast().startsWith(line), eval::toString);
    assertEquals("", eval.out());
  }

  private static double mean(JsonNode dataset, int run, String metric) {
    return dataset.path("runs").path(run).path("means").path(metric).asDouble();
  }

  private String beir() throws IOException {
    var data = folder.resolve("beir");
    Files.createDirectories(data.resolve("qrels"));
    Files.writeString(data.resolve("corpus.jsonl"), """
        {"_id": "d 1", "title": "Greenhouse", "text": "Tomatoes grow in the rooftop greenhouse."}
        {"_id": "d?2", "title": "", "text": "The laundry closes at 22:45."}
        """);
    Files.writeString(data.resolve("queries.jsonl"), """
        {"_id": "1", "text": "tomatoes in the greenhouse"}
        {"_id": "2", "text": "when does the laundry close"}
        """);
    Files.writeString(data.resolve("qrels/test.tsv"),
        "query-id\tcorpus-id\tscore\n1\td 1\t2\n2\td?2\t1\n");
    return data.toString();
  }

  private String trec() throws IOException {
    var data = Files.createDirectories(folder.resolve("trec"));
    Files.writeString(data.resolve("docs.xml"), """
        <doc><docno>1</docno><title>wings</title><text>lift of a wing in a slipstream</text></doc>
        <doc><docno>2</docno><title>heat</title><text>conduction of heat in slabs</text></doc>
        """);
    Files.writeString(data.resolve("topics.xml"), """
        <top><num>7</num><title>heat conduction</title></top>
        <top><num>9</num><title>wing lift</title></top>
        """);
    Files.writeString(data.resolve("qrels.txt"), "1 0 2 1\n2 0 1 3\n");
    return data.toString();
  }

  private String squad() throws IOException {
    return Files.writeString(folder.resolve("squad.json"), """
        {"data": [{"paragraphs": [
          {"context": "기숙사 온실의 비밀번호는 84172입니다. 열쇠는 사무실에 있습니다. 토마토와 상추를 기릅니다.",
           "qas": [{"id": "a", "question": "온실 비밀번호는?"}]},
          {"context": "세탁실은 매일 밤 열 시에 닫습니다. 세제는 직접 가져와야 합니다. 건조기는 두 대가 있습니다.",
           "qas": [{"id": "b", "question": "세탁실은 언제 닫나?"}]}], "title": "기숙사"}]}
        """).toString();
  }

  /** With documents as files, of two formats. */
  private String jsonl() throws IOException {
    var data = folder.resolve("files");
    Files.createDirectories(data.resolve("documents/ko"));
    Files.writeString(data.resolve("documents/ko/휴가.md"), "# 휴가\n\n연차는 15일입니다.\n");
    Files.writeString(data.resolve("documents/travel.html"),
        "<html><body><p>Book your trains yourself.</p></body></html>");
    Files.writeString(data.resolve("questions.jsonl"), """
        {"question": "연차는 며칠?", "document": "ko/휴가.md"}
        {"question": "Who books trains?", "document": ["travel.html"]}
        """);
    return data.toString();
  }

  private String questions(String document) throws IOException {
    return Files.writeString(folder.resolve("questions.jsonl"),
        "{\"question\": \"온실 비밀번호\", \"document\": \"" + document + "\"}\n").toString();
  }

  private record Outcome(int exit, String out, String err) {}

  private Outcome sluice(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(RunningGateway.script()));
    command.addAll(List.of(arguments));
    var out = folder.resolve("out").toFile();
    var err = folder.resolve("err").toFile();
    var builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SLUICE_JAVA_OPTS",
        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    var exit = builder.start().waitFor();
    return new Outcome(exit, Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
