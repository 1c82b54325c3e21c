package io.sluice.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.insight.files.JsonLines;
import io.sluice.message.AbRouting;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Terms;
import io.sluice.privacy.Kind;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question of the query log, as it can be asked once more. */
final class LoggedQuestion {
  private static final Terms UNKNOWN = new Terms(null, null, null, null, null, null);

  private final QueryRecord record;
  private final Terms terms;

  LoggedQuestion(QueryRecord record) {
    if (record.standalone().isBlank()) {
      throw new Trouble("the query log has no text of answer " + record.id()
          + " (insight.queries.text was none): it cannot be asked again");
    }
    this.record = record;
    this.terms = Objects.requireNonNullElse(record.terms(), UNKNOWN);
  }

  /** The variant that answered then; what answers otherwise is not counted by experiments if it is named. */
  String variant() {
    var route = record.route();
    if (route != null) {
      return route.variant();
    }
    return terms.variant() == null ? AbRouting.CONTROL : terms.variant();
  }

  /**
   * The body of {@code POST /v1/ask}: words that stand alone, and the terms of then where no others are wanted.
   * Which tier answers is left to the gateway again if it was then.
   */
  ObjectNode asked(String variant, @Nullable String otherTier, @Nullable Integer otherK) {
    var body = Gateway.JSON.createObjectNode().put("question", record.standalone())
        .put("collection", record.collection()).put("cache", "bypass").put("variant", variant);
    put(body, "tier", otherTier == null ? terms.tier() : otherTier);
    put(body, "expand", terms.expand());
    var k = otherK == null ? terms.k() : otherK;
    if (k != null) {
      body.put("k", k);
    }
    if (terms.retrieval() != null) {
      body.put("retrieval", terms.retrieval());
    }
    if (terms.filters() != null) {
      try {
        body.set("filters", Gateway.JSON.readTree(JsonLines.text(terms.filters())));
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
    return body;
  }

  private static void put(ObjectNode body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  /** What one has to know to compare what comes now with what came then. */
  List<String> notes() {
    var notes = new ArrayList<String>();
    if (!record.standalone().equals(record.question())) {
      notes.add("of a conversation: asked in words that stand alone");
    }
    if (isMasked(record.standalone())) {
      notes.add("what was masked in it is asked masked: the log does not have it");
    }
    if (terms.filters() != null && isMasked(JsonLines.text(terms.filters()))) {
      notes.add("what was masked in its filters finds nothing: the log does not have it");
    }
    if (record.terms() == null) {
      notes.add("the log did not yet say how many passages, which filters and which tier were"
          + " asked for: asked without");
    }
    var cache = record.cache();
    if (cache != null && !cache.layer().equals(CacheState.NONE.layer())) {
      notes.add("then it was answered from the cache (" + cache.layer()
          + "), and now from documents: times and cost are of that");
    }
    if (record.refusal() != null) {
      notes.add("then it was not answered: " + record.refusal());
    }
    return notes;
  }

  private static boolean isMasked(String text) {
    return Arrays.stream(Kind.values()).anyMatch(kind -> text.contains("[" + kind + "]"));
  }
}
