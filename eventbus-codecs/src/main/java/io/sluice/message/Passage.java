package io.sluice.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document as it is searched and quoted.
 *
 * @param version of the document
 * @param id of the passage, the same wherever the document's text is the same
 * @param heading the headings above it, outermost first
 * @param start offset in the document's text, in UTF-16 units as Java and JavaScript count
 * @param end offset in the document's text, exclusive; {@code text} is what lies between
 * @param hash of the text and its headings: what tells whether two versions share the passage
 * @param page where it begins, from 1; null where the document has no pages
 */
public record Passage(String document, int version, String id, String title, List<String> heading,
    String language, String text, int start, int end, String hash,
    @Nullable Integer page) {

  public Passage {
    heading = List.copyOf(heading);
  }
}
