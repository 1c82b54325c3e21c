package io.sluice.parsing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of itself.
 *
 * @param date when it was published or written, not when its file was last touched
 * @param language its BCP 47 tag, where the document names one
 */
public record Metadata(@Nullable String title, @Nullable String author, @Nullable LocalDate date,
    List<String> tags, @Nullable String language) {
  private static final int LONGEST = 500;
  private static final int MOST_TAGS = 50;

  /** Nothing is known. */
  public static final Metadata NONE = new Metadata(null, null, null, List.of(), null);

  public Metadata {
    title = line(title);
    author = line(author);
    language = line(language);
    tags = tags.stream().map(Metadata::line).filter(tag -> tag != null).distinct().limit(MOST_TAGS)
        .toList();
  }

  /** The value on one line, cut where it is no name but a text; null where there is nothing in it. */
  private static @Nullable String line(@Nullable String value) {
    if (value == null) {
      return null;
    }
    var line = new StringBuilder();
    value.codePoints().limit(LONGEST * 4L).filter(Character::isDefined)
        .map(c -> Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c)
            ? ' '
            : c)
        .filter(c -> c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
        .limit(LONGEST).forEach(line::appendCodePoint);
    var stripped = line.toString().strip();
    return stripped.isEmpty() ? null : stripped;
  }
}
