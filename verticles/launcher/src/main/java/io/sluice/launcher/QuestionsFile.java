package io.sluice.launcher;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of questions, one JSON object a line, cut into as many batches as the gateway wants them in.
 * What is wrong is told by file and line.
 */
record QuestionsFile(Path path, List<Part> parts) {
  /** What the gateway takes as it is shipped. */
  private static final int MOST = 1000;
  private static final int MOST_BYTES = 8 << 20;
  private static final String BYTE_ORDER_MARK = "\ufeff";
  /** As strict as the gateway: nothing of a line may be lost unseen. */
  private static final ObjectReader JSON = Gateway.JSON.reader()
      .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * The questions of one batch.
   *
   * @param lines of the file that they are on, from 1
   */
  record Part(ArrayNode questions, List<Integer> lines) {
    private static Part empty() {
      return new Part(Gateway.JSON.createArrayNode(), new ArrayList<>());
    }
  }

  static QuestionsFile read(Path path) {
    var file = new QuestionsFile(path, new ArrayList<>());
    var part = Part.empty();
    var bytes = 0;
    var ids = new HashMap<String, Integer>();
    var number = 0;
    for (var line : lines(path)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      var question = file.question(line, number);
      file.checkId(question, number, ids);
      var size = line.getBytes(StandardCharsets.UTF_8).length;
      if (part.lines().size() == MOST
          || (bytes + size > MOST_BYTES && !part.lines().isEmpty())) {
        file.parts.add(part);
        part = Part.empty();
        bytes = 0;
      }
      part.questions().add(question);
      part.lines().add(number);
      bytes += size;
    }
    if (part.lines().isEmpty()) {
      throw new Trouble("there are no questions in " + path);
    }
    file.parts.add(part);
    return file;
  }

  int size() {
    return parts.stream().mapToInt(part -> part.lines().size()).sum();
  }

  Trouble trouble(int line, String message) {
    return new Trouble(path + ":" + line + ": " + message);
  }

  private ObjectNode question(String line, int number) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode question) {
        if (!question.path("question").isTextual()) {
          throw trouble(number, "has no \"question\"");
        }
        return question;
      }
    } catch (JsonProcessingException e) {
      // is told below
    }
    throw trouble(number, "is no JSON object; a question is written {\"question\": \"…\"}");
  }

  private void checkId(ObjectNode question, int number, Map<String, Integer> ids) {
    if (question.path("customId").isTextual()) {
      var before = ids.putIfAbsent(question.path("customId").asText(), number);
      if (before != null) {
        throw trouble(number, "has the customId of line " + before);
      }
    }
  }

  private static List<String> lines(Path path) {
    try {
      var text = Files.readString(path);
      return text.substring(text.startsWith(BYTE_ORDER_MARK) ? 1 : 0).lines().toList();
    } catch (CharacterCodingException e) {
      throw new Trouble(path + " is not UTF-8");
    } catch (IOException e) {
      throw new Trouble("cannot read " + path);
    }
  }
}
