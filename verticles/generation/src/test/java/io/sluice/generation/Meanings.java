package io.sluice.generation;

import io.sluice.bus.Bus;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Stands in for the embedding actor: texts with the word "book" or "책" lie in one direction, those with
 * "moon" or "달" in another, all else in a third. It understands the languages that a test says.
 */
final class Meanings {
  static final String MODEL = "by-topic";

  final List<Embed> asked = new CopyOnWriteArrayList<>();
  volatile List<String> languages = List.of();
  volatile Function<Embed, Future<Reply<Embedded>>> answer = request -> Future
      .succeededFuture(Reply.of(embedded(request)));

  static Meanings of(String... languages) {
    var meanings = new Meanings();
    meanings.languages = List.of(languages);
    return meanings;
  }

  Future<?> serve(Bus bus) {
    return Future.all(
        bus.serve(Embedding.DESCRIBE_MODEL,
            (_, _) -> Future.succeededFuture(Reply.of(new ModelDescribed(MODEL, languages)))),
        bus.serve(Embedding.EMBED, (request, _) -> {
          asked.add(request);
          return answer.apply(request);
        }));
  }

  Embedded embedded(Embed request) {
    return new Embedded(MODEL, languages, request.texts().stream().map(Meanings::vector).toList());
  }

  private static Vector vector(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("book") || lower.contains("책")
        ? Vector.of(1, 0, 0)
        : lower.contains("moon") || lower.contains("달") ? Vector.of(0, 1, 0) : Vector.of(0, 0, 1);
  }
}
