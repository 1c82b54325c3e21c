package io.sluice.generation.extractive;

import io.sluice.message.Generation.Generate;
import io.sluice.message.Generation.Topic;
import java.util.List;
import java.util.stream.Stream;

/**
 * What could be asked instead of a question that the documents do not answer: what the nearest of them
 * are about, in a few words that find them.
 */
public final class Alternatives {
  private static final int MOST = 3;
  private static final int LONGEST = 80;

  private Alternatives() {}

  /** The nearest first. */
  public static List<String> to(Generate request) {
    return topics(request).map(Alternatives::label).filter(label -> !label.isBlank()).distinct()
        .limit(MOST).toList();
  }

  private static Stream<Topic> topics(Generate request) {
    var instead = request.instead();
    return instead == null
        ? request.passages().stream().map(Topic::of)
        : instead.topics().stream();
  }

  private static String label(Topic topic) {
    var title = ReadableText.label(topic.title(), LONGEST);
    var heading = topic.heading() == null ? "" : ReadableText.label(topic.heading(), LONGEST);
    if (heading.isBlank() || heading.equals(title)) {
      return title;
    }
    return title.isBlank() ? heading : title + ": " + heading;
  }
}
