package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sluice ask --file} as it is typed, against a gateway that nothing happens to. */
@Timeout(300)
class AskFileIT {
  private static final int MORE_THAN_A_BATCH = 1_003;

  @TempDir
  static Path storage = Path.of("");
  private static RunningGateway gateway;

  @TempDir
  Path folder = Path.of("");
  private Path file = Path.of("");
  private Path out = Path.of("");

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(storage, "sample.enabled=false", "batches.concurrency=16");
    gateway.ingested(gateway.post("/v1/documents", RunningGateway.JSON.createObjectNode()
        .put("title", "온실 관리인 휴가").put("text", "온실 관리인의 연차는 1년에 17일입니다. 신청은 닷새 전까지 합니다."))
        .path("ingestion").asText());
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
  }

  @BeforeEach
  void name() {
    file = folder.resolve("questions.jsonl");
    out = folder.resolve("answers.jsonl");
  }

  @Test
  void aQuestionWithoutAnAnswerIsSeenInTheFileAndInTheExitCode() throws Exception {
    Files.writeString(file, """
        \ufeff{"question": "온실 관리인의 연차는 며칠인가요?", "collection": "nowhere"}\r

        {"customId": "둘", "question": "온실 관리인의 연차는 며칠인가요?"}\r
        """);
    var asked = ask();

    assertEquals(1, asked.exit(), asked::toString);
    assertEquals("1 answered, 1 failed, 0.0000 USD: " + out + "\n", asked.out());
    var lines = Files.readAllLines(out);
    var first = RunningGateway.JSON.readTree(lines.getFirst());
    assertEquals(1, first.path("line").asInt());
    assertEquals("caller.not_found", first.at("/error/code").asText());
    var second = RunningGateway.JSON.readTree(lines.getLast());
    assertEquals(3, second.path("line").asInt());
    assertEquals("둘", second.path("customId").asText());
    assertTrue(second.at("/answer/answer").asText().contains("17일"), second::toString);
  }

  @Test
  void theSameFileIsAskedAnewOnceItsAnswersAreThere() throws Exception {
    Files.writeString(file, "{\"question\": \"When is tea served?\", \"collection\": \"tea\"}");
    assertEquals(1, ask().exit());
    var taken = gateway.ingested(gateway.post("/v1/documents", RunningGateway.JSON
        .createObjectNode().put("collection", "tea").put("title", "Tea")
        .put("text", "Tea is served at 16:00."))
        .path("ingestion").asText());
    assertEquals("done", taken.path("status").asText());

    assertEquals(0, ask().exit());
    assertTrue(Files.readString(out).contains("16:00"));
    assertEquals(0, gateway.get("/v1/batches").path("batches").size());
  }

  @Test
  void whatIsNoFileForAnswersIsRefusedBeforeAnythingIsAsked() throws Exception {
    Files.writeString(file, "{\"question\": \"q\"}");
    Files.createDirectory(out);
    var folderAsked = ask();
    assertTrue(folderAsked.err().contains("--out " + out + " is no file"), folderAsked::toString);
    assertTrue(Files.isDirectory(out));

    out = file;
    var itself = ask();
    assertTrue(itself.err().contains("is the file of the questions"), itself::toString);
    assertEquals("{\"question\": \"q\"}", Files.readString(file));
  }

  @Test
  void twoCommandsDoNotWriteOneFileAtOnce() throws Exception {
    Files.writeString(file, "{\"question\": \"온실 관리인의 연차는 며칠인가요?\"}");
    var other = folder.resolve("answers.jsonl.sluice-part");
    try (var channel = FileChannel.open(other, StandardOpenOption.CREATE,
        StandardOpenOption.WRITE); var lock = channel.lock()) {
      assertTrue(lock.isValid());
      assertEquals("sluice: another command is writing " + out + "\n", ask().err());
    }
    assertEquals(0, ask().exit(), "what a command that was killed left behind is in nobody's way");
    assertFalse(Files.exists(other));
  }

  @Test
  void answersGoWhereALinkLeads() throws Exception {
    Files.writeString(file, "{\"question\": \"온실 관리인의 연차는 며칠인가요?\"}");
    var real = Files.writeString(folder.resolve("real.jsonl"), "old");
    Files.createSymbolicLink(out, real);

    assertEquals(0, ask().exit());
    assertTrue(Files.isSymbolicLink(out));
    assertTrue(Files.readString(real).contains("17일"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"question\": \"q\"} {\"question\": \"r\"} | is no JSON object; a question is written {\"question\": \"…\"}",
      "{\"question\": \"q\", \"question\": \"r\"} | is no JSON object; a question is written {\"question\": \"…\"}",
      "휴가는 며칠이에요? | is no JSON object; a question is written {\"question\": \"…\"}",
      "{\"query\": \"q\"} | has no \"question\"",
      "{\"question\": \"q\", \"k\": 0} | k: must be from 1 to 100, not 0",
      "{\"question\": \" \"} | question: must not be empty",
      "{\"question\": \"q\", \"stream\": true} | stream: unknown field",
      "{\"question\": \"q\", \"filters\": {\"tags\": [7]}} | filters.tags[0]: must be a string",
      "{\"question\": \"q\", \"customId\": \"a\"} | has the customId of line 1"})
  void whatIsWrongIsToldWithFileAndLine(String line, String message) throws Exception {
    var before = gateway.get("/v1/batches").path("batches").size();
    Files.writeString(file, "{\"question\": \"q\", \"customId\": \"a\"}\n\n" + line + "\n");
    var asked = ask();

    assertEquals(1, asked.exit(), asked::toString);
    assertTrue(asked.err().startsWith("sluice: " + file + ":3: " + message), asked::toString);
    assertFalse(Files.exists(out));
    assertEquals(before, gateway.get("/v1/batches").path("batches").size());
  }

  @Test
  void moreQuestionsThanABatchTakesAreSeveral() throws Exception {
    var before = gateway.get("/v1/batches").path("batches").size();
    Files.write(file, IntStream.rangeClosed(1, MORE_THAN_A_BATCH)
        .mapToObj(i -> "{\"question\": \"온실 관리인 " + i + "의 연차는 며칠인가요?\"}").toList());
    var asked = ask();

    assertEquals(0, asked.exit(), asked::toString);
    assertEquals(before, gateway.get("/v1/batches").path("batches").size());
    var numbers = new ArrayList<Integer>();
    for (var line : Files.readAllLines(out)) {
      numbers.add(RunningGateway.JSON.readTree(line).path("line").asInt());
    }
    assertEquals(IntStream.rangeClosed(1, MORE_THAN_A_BATCH).boxed().toList(), numbers);
  }

  @Test
  void whereNothingOrTooMuchIsToldTheUsageIs() throws Exception {
    var both = Typed.sluice(folder, "ask", "--file", file.toString(), "--out", out.toString(),
        "hello");
    assertEquals(2, both.exit(), both::toString);
    assertTrue(both.err().startsWith("Either a QUESTION, or --file FILE with --out FILE\n"),
        both::toString);
    assertEquals(2, Typed.sluice(folder, "ask", "--file", file.toString()).exit());
    assertEquals(2, Typed.sluice(folder, "ask").exit());
  }

  @Test
  void aFileThatCannotBeReadOrWrittenIsTold() throws Exception {
    assertEquals("sluice: cannot read " + file + "\n", ask().err());
    Files.writeString(file, "\n\n");
    assertEquals("sluice: there are no questions in " + file + "\n", ask().err());
    Files.writeString(file, "{\"question\": \"q\"}\n");
    out = folder.resolve("nowhere/answers.jsonl");
    assertTrue(ask().err().startsWith("sluice: cannot write " + out));
  }

  private Typed ask() throws Exception {
    return Typed.sluice(folder, "ask", "--url", gateway.url(), "--file", file.toString(), "--out",
        out.toString());
  }
}
