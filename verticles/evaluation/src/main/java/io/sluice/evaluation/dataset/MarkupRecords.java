package io.sluice.evaluation.dataset;

import io.sluice.evaluation.dataset.Markup.Part;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The records of a file in TREC's markup, each a few fields between an opening and a closing tag. A
 * field ends where it is closed or another begins; other tags in it part words.
 */
final class MarkupRecords {
  private final Path file;
  private final String tag;
  private final Set<String> fields;

  MarkupRecords(Path file, String tag, Set<String> fields) {
    this.file = file;
    this.tag = tag;
    this.fields = fields;
  }

  /** Takes a record: its fields by their tags, and which it is, counted from 1. */
  @FunctionalInterface
  interface Sink {
    void take(Map<String, String> fields, int number) throws IOException;
  }

  void each(Sink sink) throws IOException {
    // Many of these files are older than UTF-8: what is none is replaced, not refused.
    var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (var reader = new InputStreamReader(Files.newInputStream(file), decoder)) {
      var markup = new Markup(reader);
      var number = 0;
      for (var part = markup.next(); part != null; part = markup.next()) {
        if (part instanceof Part.Open(String opened) && opened.equals(tag)) {
          number++;
          sink.take(record(markup, number), number);
        }
      }
    }
  }

  private Map<String, String> record(Markup markup, int number) throws IOException {
    var values = new HashMap<String, StringBuilder>();
    var field = "";
    for (var part = markup.next(); part != null; part = markup.next()) {
      switch (part) {
        case Part.Open(String opened) when opened.equals(tag) -> throw unclosed(number);
        case Part.Open(String opened) -> field = fields.contains(opened) ? opened : field;
        case Part.Close(String closed) when closed.equals(tag) -> {
          return finished(values);
        }
        case Part.Close(String closed) -> field = closed.equals(field) ? "" : field;
        case Part.Text(String text) -> {
          if (!field.isEmpty()) {
            values.computeIfAbsent(field, none -> new StringBuilder()).append(text).append(' ');
          }
        }
      }
    }
    throw unclosed(number);
  }

  private BadDataset unclosed(int number) {
    return new BadDataset(file, "<" + tag + "> number " + number, "is not closed");
  }

  private static Map<String, String> finished(Map<String, StringBuilder> values) {
    var finished = new HashMap<String, String>();
    values.forEach((field, text) -> finished.put(field, text.toString().strip()));
    return finished;
  }
}
