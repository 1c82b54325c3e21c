package io.sluice.insight.queries;

import io.sluice.message.Course;
import io.sluice.message.Insight.Observe;
import org.jspecify.annotations.Nullable;

/** A question of a tenant that has ended and is to be written down. */
record Ended(String tenant, Observe end, Course course) {
  /** What one takes beside its words. */
  private static final long FRAME = 1_000;

  /** About how many bytes it takes while it waits. */
  long weight() {
    var letters = length(course.question()) + length(course.standalone()) + length(course.answer());
    for (var stage : course.stages()) {
      letters += length(stage.input()) + length(stage.output());
    }
    if (course.done() != null) {
      for (var source : course.done().sources()) {
        letters += length(source.title()) + length(source.text());
      }
    }
    return FRAME + 2 * letters;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
