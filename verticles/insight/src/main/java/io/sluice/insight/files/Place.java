package io.sluice.insight.files;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place between two lines of {@link DayFiles}: what lies before it has still to be read.
 *
 * @param number of the file among those of its day
 * @param offset in the file, in bytes
 */
public record Place(LocalDate day, int number, long offset) {
  private static final int LONGEST = 60;
  private static final Pattern FORM = Pattern
      .compile("(\\d{4}-\\d\\d-\\d\\d)\\.(\\d{1,9})\\.(\\d{1,15})");

  /** In letters that say nothing to who sees them. */
  public String token() {
    return Base64.getUrlEncoder().withoutPadding()
        .encodeToString(text().getBytes(StandardCharsets.US_ASCII));
  }

  private String text() {
    return day + "." + number + "." + offset;
  }

  /** The place that this stands for; null where it was never written by {@link #token}. */
  public static @Nullable Place of(String token) {
    if (token.length() > LONGEST) {
      return null;
    }
    try {
      var parts = FORM.matcher(
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
      if (!parts.matches()) {
        return null;
      }
      var place = new Place(LocalDate.parse(parts.group(1)), Integer.parseInt(parts.group(2)),
          Long.parseLong(parts.group(3)));
      return place.token().equals(token) ? place : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }
}
