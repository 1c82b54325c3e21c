package io.sluice.chunking;

import io.sluice.language.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * A passage of a document.
 *
 * @param heading what it stands under, outermost first, without the document's title: headings, the
 *     header row of the table it continues, classes and functions
 * @param text exactly what lies between the two offsets
 * @param start the first UTF-16 index
 * @param end the index after the last
 */
public record Chunk(List<String> heading, String text, int start, int end) {

  public Chunk {
    heading = List.copyOf(heading);
  }

  /** The same for the same words under the same headings, wherever they stand. */
  public String hash() {
    var parts = new ArrayList<>(heading);
    parts.add(text);
    return Hashes.of(parts);
  }

  /** The BCP 47 tag of the language it is in. */
  public String language() {
    return Language.of(text).tag();
  }

  /** What is embedded: the words with the headings that say what they are about. */
  public String inContext(String title) {
    var context = heading.isEmpty() ? title : title + " > " + String.join(" > ", heading);
    return context + "\n" + text;
  }
}
