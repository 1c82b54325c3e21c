package io.sluice.generation.citation;

/** Whether a Markdown text that comes character by character is within backticks. */
final class CodeMarks {
  private static final int FENCE = 3;

  private int ticks;
  private int open;

  void pass(char c) {
    if (c == '`') {
      ticks++;
      return;
    }
    settle();
    if (c == '\n' && open < FENCE) {
      open = 0; // a backtick that stands alone means nothing
    }
  }

  boolean inside() {
    settle();
    return open > 0;
  }

  private void settle() {
    if (ticks > 0) {
      open = open == 0 ? ticks : ticks == open ? 0 : open;
      ticks = 0;
    }
  }
}
