package io.sluice.http;

import io.sluice.strictjson.Check;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request's path and query say, checked. */
final class Query {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1000;
  private static final int MAX_TEXT = 1000;

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
    var text = ctx.request().getParam("limit");
    return text == null ? PAGE : Check.range("limit", number("limit", text), 1, MAX_PAGE);
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
