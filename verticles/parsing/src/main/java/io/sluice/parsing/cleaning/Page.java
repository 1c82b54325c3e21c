package io.sluice.parsing.cleaning;

import java.util.List;

/**
 * A page as it was set.
 *
 * @param lines in the order they are read
 * @param height in points
 */
public record Page(List<Line> lines, float height) {

  public Page {
    lines = List.copyOf(lines);
  }

  /** Whether no line stands further up, or none further down. */
  boolean isOutermost(Line line) {
    return lines.stream().noneMatch(other -> other.baseline() < line.baseline())
        || lines.stream().noneMatch(other -> other.baseline() > line.baseline());
  }
}
