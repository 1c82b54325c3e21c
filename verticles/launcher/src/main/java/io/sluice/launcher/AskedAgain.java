package io.sluice.launcher;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions for trying a cache of answers, of which it is known which are the same.
 *
 * @param paired whether each comes with the one question that asks for it again; otherwise with as many
 *        wordings as there are
 * @param groups the wordings of one question each
 */
record AskedAgain(boolean paired, List<List<String>> groups) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BLOCK = 10;

  /** Either a JSON array of {@code origin} and {@code similar}, or lines of topic, type and wording. */
  static AskedAgain read(Path file) {
    try {
      return file.toString().endsWith(".json") ? pairs(file) : wordings(file);
    } catch (NoSuchFileException e) {
      throw new Trouble("there is no " + file);
    } catch (JacksonException e) {
      throw new Trouble(file + ": is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Trouble("cannot read " + file + ": " + e);
    }
  }

  private static AskedAgain pairs(Path file) throws IOException {
    var groups = new ArrayList<List<String>>();
    for (JsonNode pair : JSON.readTree(Files.readAllBytes(file))) {
      var origin = pair.path("origin").asText();
      var similar = pair.path("similar").asText();
      if (origin.isBlank() || similar.isBlank()) {
        throw new Trouble(file + ": entry " + (groups.size() + 1)
            + " must have the texts \"origin\" and \"similar\"");
      }
      groups.add(List.of(origin, similar));
    }
    return checked(new AskedAgain(true, groups), file);
  }

  /** The wordings of one question stand in a block of ten lines. */
  private static AskedAgain wordings(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    var groups = new LinkedHashMap<Integer, List<String>>();
    for (var i = 0; i < lines.size(); i++) {
      var columns = lines.get(i).split("\t", -1);
      if (columns.length != 3 || columns[2].isBlank()) {
        throw new Trouble(
            file + ", line " + (i + 1)
                + ": must be a topic, a type and a wording, with tabs between");
      }
      groups.computeIfAbsent(i / BLOCK, _ -> new ArrayList<>()).add(columns[2]);
    }
    return checked(new AskedAgain(false, groups.entrySet().stream().map(Map.Entry::getValue)
        .map(List::copyOf).toList()), file);
  }

  private static AskedAgain checked(AskedAgain read, Path file) {
    if (read.groups().isEmpty()) {
      throw new Trouble(file + ": has no questions");
    }
    return read;
  }
}
