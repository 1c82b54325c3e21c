package io.sluice.ingestion;

import io.sluice.language.Language;
import java.util.ArrayList;
import java.util.List;

/** A piece of a document: where it lies in the text and under which headings. */
record Chunk(List<String> heading, String text, int start, int end) {

  /** The same for the same words under the same headings, wherever they stand. */
  String hash() {
    var parts = new ArrayList<>(heading);
    parts.add(text);
    return Hashes.of(parts);
  }

  String language() {
    return Language.of(text).tag();
  }

  /** What is embedded: the words with the headings that say what they are about. */
  String inContext(String title) {
    var context = heading.isEmpty() ? title : title + " > " + String.join(" > ", heading);
    return context + "\n" + text;
  }
}
