package io.sluice.bus;

import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Batches.BatchProgressed;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.StreamEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event holds in memory, roughly: its texts, and a little for each object. */
final class Weights {
  private static final long OBJECT = 64;
  private static final long NUMBER = 16;

  private Weights() {}

  static long of(StreamEvent event) {
    return OBJECT + switch (event) {
      case Token e -> text(e.text());
      case Sources e -> sources(e.sources());
      case Citation e -> NUMBER * e.sources().size();
      case Degraded e -> text(e.what()) + text(e.why());
      case Done e -> 8 * OBJECT + sources(e.sources()) + events(e.citations())
          + events(e.degraded()) + unsupported(e.unsupported()) + texts(e.suggestions());
      case Failed e -> text(e.refusal().message());
      case NotGenerated e -> text(e.refusal().message());
      case Accepted e -> text(e.id());
      case Routed e -> 4 * OBJECT + texts(e.why());
      case Started e -> 2 * OBJECT;
      case Generated e -> OBJECT + unsupported(e.unsupported()) + texts(e.suggestions());
      case Usage e -> 0;
      case BatchProgressed e -> 2 * OBJECT;
    };
  }

  private static long texts(@Nullable List<String> texts) {
    return texts == null ? 0 : texts.stream().mapToLong(Weights::text).sum();
  }

  private static long unsupported(@Nullable List<Unsupported> spans) {
    return spans == null
        ? 0
        : spans.stream().mapToLong(span -> OBJECT + text(span.why())).sum();
  }

  private static long events(List<? extends StreamEvent> events) {
    var sum = 0L;
    for (var event : events) {
      sum += of(event);
    }
    return sum;
  }

  private static long sources(List<Source> sources) {
    var sum = 0L;
    for (var source : sources) {
      sum += 4 * OBJECT + text(source.text());
    }
    return sum;
  }

  private static long text(String text) {
    return 2L * text.length();
  }
}
