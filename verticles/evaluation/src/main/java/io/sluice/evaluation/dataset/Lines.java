package io.sluice.evaluation.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file line by line, with what is wrong told by its line. Empty lines are passed over. */
final class Lines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Lines() {}

  /** Takes a line, counted from 1. */
  @FunctionalInterface
  interface Sink<T> {
    void take(T line, int number) throws IOException;
  }

  static void each(Path file, Sink<String> sink) throws IOException {
    var number = 0;
    try (var reader = Files.newBufferedReader(file)) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        var text = number == 1 ? withoutMark(line) : line;
        if (!text.isBlank()) {
          sink.take(text, number);
        }
      }
    } catch (CharacterCodingException e) {
      throw BadDataset.at(file, number + 1, "from here on something is not valid UTF-8");
    }
  }

  /** Each line an object. */
  static void eachObject(Path file, Sink<ObjectNode> sink) throws IOException {
    each(file, (line, number) -> {
      try {
        if (!(JSON.readTree(line) instanceof ObjectNode object)) {
          throw BadDataset.at(file, number, "is not a JSON object");
        }
        sink.take(object, number);
      } catch (JsonProcessingException e) {
        var at = e.getLocation();
        throw BadDataset.at(file, number,
            "is not JSON" + (at == null ? "" : ", at column " + at.getColumnNr()));
      }
    });
  }

  /** The text of a field that has to be there. */
  static String required(Path file, int line, JsonNode object, String field) throws BadDataset {
    var value = object.path(field);
    if (!value.isTextual() && !value.isNumber()) {
      throw BadDataset.at(file, line, '"' + field + "\" is missing or not text");
    }
    return value.asText();
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}
