package io.sluice.http;

import io.sluice.strictjson.Check;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request's path and query say, checked. */
final class Query {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1000;
  private static final int MAX_TEXT = 1000;
  /** A day. */
  private static final double MAX_MILLIS = 86_400_000;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,20})?([eE]-?\\d{1,2})?");
  private static final Pattern INSTANT = Pattern
      .compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

  private Query() {}

  static String collection(RoutingContext ctx) {
    return Bodies.orDefault(anyCollection(ctx));
  }

  /** The collection, or null where all are meant. */
  static @Nullable String anyCollection(RoutingContext ctx) {
    var collection = ctx.request().getParam("collection");
    Bodies.checkCollection("collection", collection);
    return collection;
  }

  static int limit(RoutingContext ctx) {
    return number(ctx, "limit", PAGE, 1, MAX_PAGE);
  }

  /** A whole number of this range, which may be left out. */
  static int number(RoutingContext ctx, String name, int otherwise, int min, int max) {
    var text = ctx.request().getParam(name);
    return text == null ? otherwise : Check.range(name, number(name, text), min, max);
  }

  /** Milliseconds, as many as are meant; null where they are left out. */
  static @Nullable Double millis(RoutingContext ctx, String name) {
    var text = ctx.request().getParam(name);
    if (text == null) {
      return null;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new Check.Violation(name, "must be a number");
    }
    return Check.range(name, Double.parseDouble(text), 0, MAX_MILLIS);
  }

  /** One of these words; null where there is none. */
  static @Nullable String oneOf(RoutingContext ctx, String name, String... words) {
    var text = ctx.request().getParam(name);
    if (text != null && !List.of(words).contains(text)) {
      throw new Check.Violation(name, "must be one of " + String.join(", ", words));
    }
    return text;
  }

  /** True or false; null where nothing is said. */
  static @Nullable Boolean flag(RoutingContext ctx, String name) {
    var text = oneOf(ctx, name, "true", "false");
    return text == null ? null : Boolean.valueOf(text);
  }

  /** A moment as {@code 2026-01-31T10:00:00Z}; null where there is none. */
  static @Nullable Instant instant(RoutingContext ctx, String name) {
    var text = ctx.request().getParam(name);
    if (text == null) {
      return null;
    }
    try {
      if (INSTANT.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      // is told below
    }
    throw new Check.Violation(name, "must be a time such as 2026-01-31T10:00:00Z");
  }

  /** A text; null where there is none, or nothing in it. */
  static @Nullable String text(RoutingContext ctx, String name) {
    var text = ctx.request().getParam(name);
    return text == null || text.isBlank() ? null : Check.atMost(name, text, MAX_TEXT);
  }

  /** A day; null where there is none. */
  static @Nullable LocalDate date(RoutingContext ctx, String name) {
    var text = ctx.request().getParam(name);
    return text == null ? null : Check.date(name, text);
  }

  /** The line after which to go on; 0 for the start. */
  static int afterLine(RoutingContext ctx) {
    var text = ctx.request().getParam("after");
    return text == null ? 0 : Check.range("after", number("after", text), 0, Integer.MAX_VALUE);
  }

  /** The number of a version; null where there is none. */
  static @Nullable Integer version(RoutingContext ctx, String name) {
    var text = ctx.request().getParam(name);
    return text == null ? null : Check.range(name, number(name, text), 1, Integer.MAX_VALUE);
  }

  /** The version that the path names, on the routes with an {@code :n}. */
  static int versionOfPath(RoutingContext ctx) {
    return Check.range("n", number("n", Objects.requireNonNull(ctx.pathParam("n"))), 1,
        Integer.MAX_VALUE);
  }

  /** After which event to go on; 0 for the start, null where the header is not there. */
  static @Nullable Long lastEventId(RoutingContext ctx) {
    var header = ctx.request().getHeader("last-event-id");
    try {
      if (header == null || header.isBlank()) {
        return null;
      }
      var number = Long.parseLong(header.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // is told below
    }
    throw new Check.Violation("Last-Event-ID", "must be the number of an event");
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Check.Violation(name, "must be a whole number");
    }
  }
}
