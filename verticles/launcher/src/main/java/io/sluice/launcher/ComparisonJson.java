package io.sluice.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sluice.insight.files.JsonLines;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A comparison for programs: both records as the query log has them, and what is otherwise. */
final class ComparisonJson {

  private ComparisonJson() {}

  static JsonNode of(Comparison all) {
    var whole = Gateway.JSON.createObjectNode();
    all.notes().forEach(whole.putArray("notes")::add);
    whole.set("then", json(all.then()));
    whole.set("now", json(all.now()));
    var changed = whole.putObject("changed");
    changed.put("route", differs(all, QueryRecord::route));
    changed.put("grounded", differs(all, QueryRecord::grounded));
    changed.put("degraded", differs(all,
        query -> query.degraded().stream().map(Degraded::what).distinct().toList()));
    changed.put("words", !all.hasSameWords());
    changed.put("costUsd", all.now().usage().costUsd() - all.then().usage().costUsd());
    passages(all, changed.putArray("passages"));
    var versions = changed.putArray("versions");
    all.versions().forEach(one -> versions.addObject().put("document", one.document())
        .put("then", one.then()).put("now", one.now()));
    var answer = changed.putArray("answer");
    all.answer().forEach(piece -> answer.addObject()
        .put("change", piece.change().name().toLowerCase(Locale.ROOT))
        .put("text", piece.text()));
    var stages = changed.putArray("stages");
    all.stages().forEach(stage -> stages.addObject().put("name", stage.name())
        .put("thenMs", stage.then()).put("nowMs", stage.now()));
    return whole;
  }

  private static void passages(Comparison all, ArrayNode passages) {
    all.passages().forEach(one -> {
      var passage = passages.addObject()
          .put("change", one.kind().name().toLowerCase(Locale.ROOT))
          .put("document", one.latest().document()).put("passage", one.latest().passage())
          .put("title", one.latest().title());
      passage.set("then", place(one.then()));
      passage.set("now", place(one.now()));
    });
  }

  private static @Nullable JsonNode place(@Nullable Quote quote) {
    return quote == null
        ? null
        : Gateway.JSON.createObjectNode().put("n", quote.n()).put("version", quote.version())
            .put("score", quote.score());
  }

  private static boolean differs(Comparison all, Function<QueryRecord, @Nullable Object> what) {
    return !Objects.equals(what.apply(all.then()), what.apply(all.now()));
  }

  private static JsonNode json(QueryRecord query) {
    try {
      return Gateway.JSON.readTree(JsonLines.text(query));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
