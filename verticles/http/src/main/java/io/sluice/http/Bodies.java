package io.sluice.http;

import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Search;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Expand;
import io.sluice.message.Filters;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.sluice.strictjson.Check;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bodies of requests, as users write them; each checks itself. */
final class Bodies {
  static final int MAX_QUESTION = 8_000;
  static final int MAX_NAME = 200;
  static final int MAX_SOURCE = 2_000;
  static final String DEFAULT_COLLECTION = "default";
  private static final Pattern COLLECTION = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  private Bodies() {}

  /** A model tier as a question may ask for it. */
  enum Tier {
    SIMPLE,
    NORMAL,
    COMPLEX
  }

  /** The body of {@code POST /v1/ask}. */
  record Ask(@Nullable String question, @Nullable String collection, @Nullable String conversation,
      @Nullable String user, @Nullable Integer k, @Nullable Filter filters,
      @Nullable String variant, @Nullable Tier tier, @Nullable CacheUse cache,
      @Nullable Expand expand, @Nullable Boolean retrieval, @Nullable Boolean stream,
      @Nullable Integer deadlineMs,
      @Nullable Double maxCostUsd) {

    Ask {
      Check.text("question", question, MAX_QUESTION);
      checkCollection("collection", collection);
      name("conversation", conversation);
      name("user", user);
      name("variant", variant);
      checkK(k);
      if (deadlineMs != null) {
        Check.range("deadlineMs", deadlineMs, 1, 600_000);
      }
      if (maxCostUsd != null) {
        Check.range("maxCostUsd", maxCostUsd, 0, 1_000_000);
      }
    }

    boolean streams() {
      return Boolean.TRUE.equals(stream);
    }

    AskQuestion toMessage() {
      return new AskQuestion(Objects.requireNonNull(question), orDefault(collection), conversation,
          user, k, Filter.orNone(filters), variant,
          tier == null ? null : Responses.lower(tier), cache == null ? CacheUse.USE : cache,
          null, expand, retrieval, null);
    }
  }

  /** The body of {@code POST /v1/search}. */
  record SearchFor(@Nullable String query, @Nullable String collection, @Nullable Integer k,
      @Nullable Filter filters, @Nullable SearchMode mode, @Nullable Double alpha,
      @Nullable Boolean rerank, @Nullable Integer perDocument, @Nullable Integer window,
      @Nullable Blend blend, @Nullable Feedback feedback, @Nullable Expand expand) {

    SearchFor {
      Check.text("query", query, 10_000);
      checkCollection("collection", collection);
      checkK(k);
      if (alpha != null) {
        Check.range("alpha", alpha, 0, 1);
      }
      if (perDocument != null) {
        Check.range("perDocument", perDocument, 0, 100);
      }
      if (window != null) {
        Check.range("window", window, 0, 20);
      }
    }

    Search toMessage() {
      return new Search(Objects.requireNonNull(query), orDefault(collection), k,
          Filter.orNone(filters), mode == null ? SearchMode.HYBRID : mode, alpha,
          !Boolean.FALSE.equals(rerank), new Shape(perDocument, window),
          new Tuning(blend, feedback), expand);
    }
  }

  /** Which documents are meant. */
  record Filter(@Nullable List<String> tags, @Nullable String language, @Nullable LocalDate from,
      @Nullable LocalDate to, @Nullable String author, @Nullable String source) {

    Filter {
      names("tags", tags);
      name("language", language);
      name("author", author);
      if (source != null) {
        Check.text("source", source, MAX_SOURCE);
      }
    }

    static Filters orNone(@Nullable Filter filter) {
      return filter == null
          ? Filters.NONE
          : new Filters(filter.tags == null ? List.of() : filter.tags, filter.language, filter.from,
              filter.to, filter.author, filter.source);
    }
  }

  static String orDefault(@Nullable String collection) {
    return collection == null ? DEFAULT_COLLECTION : collection;
  }

  /** An id as documents have it, whether its writer keeps letters and their marks together or apart. */
  static String composed(String id) {
    return Normalizer.normalize(id, Normalizer.Form.NFC);
  }

  static void checkCollection(String field, @Nullable String value) {
    if (value != null && !isCollection(value)) {
      throw new Check.Violation(field,
          "must be 1 to 64 letters, digits and . _ - and begin with a letter or digit");
    }
  }

  static boolean isCollection(String name) {
    return COLLECTION.matcher(name).matches();
  }

  private static void checkK(@Nullable Integer k) {
    if (k != null) {
      Check.range("k", k, 1, 100);
    }
  }

  static void name(String field, @Nullable String value) {
    if (value != null) {
      Check.text(field, value, MAX_NAME);
    }
  }

  static void names(String field, @Nullable List<String> values) {
    if (values == null) {
      return;
    }
    if (values.size() > 100) {
      throw new Check.Violation(field, "must have at most 100 entries, not " + values.size());
    }
    for (var i = 0; i < values.size(); i++) {
      Check.text(field + "[" + i + "]", values.get(i), MAX_NAME);
    }
  }
}
