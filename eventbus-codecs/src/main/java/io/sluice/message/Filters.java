package io.sluice.message;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which documents may be searched.
 *
 * @param tags a document must carry all of these
 * @param from the earliest date of a document, inclusive
 * @param to the latest date of a document, inclusive
 * @param author exactly as the document names it
 * @param source exactly, or all that begin so where it ends with {@code *}
 */
public record Filters(List<String> tags, @Nullable String language, @Nullable LocalDate from,
    @Nullable LocalDate to, @Nullable String author, @Nullable String source) {

  public static final Filters NONE = new Filters(List.of(), null, null, null, null, null);

  public Filters {
    tags = tags == null ? List.of() : List.copyOf(tags);
  }
}
