package io.sluice.parsing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document's text, composed (NFC) and clean. Offsets are UTF-16 indexes into it.
 *
 * @param structure how it is to be read
 * @param codeLanguage the programming language, as in {@code java}; null where it is no code
 * @param mediaType what the file is, whatever its name or sender says
 * @param pageStarts where each page begins, ascending; empty where there are no pages
 * @param dropped what cleaning left out
 */
public record ParsedText(String text, Structure structure, @Nullable String codeLanguage,
    String mediaType, Metadata metadata, List<Integer> pageStarts, List<Dropped> dropped) {

  public ParsedText {
    pageStarts = List.copyOf(pageStarts);
    dropped = List.copyOf(dropped);
  }
}
