package io.sluice.cache.alike;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A list of words beside these classes: words between spaces, lines that begin with # are remarks. */
final class WordFile {

  private WordFile() {}

  static List<List<String>> lines(String name) {
    try (
        var in = Objects.requireNonNull(WordFile.class.getResourceAsStream(name),
            () -> name + " is missing");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().map(String::strip)
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .map(line -> List.of(line.split(" +", -1))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
