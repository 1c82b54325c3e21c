package io.sluice.http;

import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the header {@code Cache-Control} says of the caches: {@code no-cache} for an answer that is made
 * now, {@code no-store} for one that is neither looked up nor kept, {@code max-age} for none that is
 * older. Where the request's body says something of its own, that counts. Whatever else the header says
 * is meant for others.
 */
record CacheControl(CacheUse use, @Nullable Long maxAgeMs) {
  private static final int MAX_DIGITS = 9;

  static CacheControl of(HttpServerRequest request) {
    var header = request.getHeader("cache-control");
    var use = CacheUse.USE;
    Long maxAgeMs = null;
    for (var directive : header == null ? new String[0] : header.split(",", 20)) {
      var said = directive.strip().toLowerCase(Locale.ROOT);
      if (said.equals("no-store")) {
        use = CacheUse.BYPASS;
      } else if (said.equals("no-cache") && use == CacheUse.USE) {
        use = CacheUse.REFRESH;
      } else if (said.startsWith("max-age=")) {
        maxAgeMs = millis(said.substring("max-age=".length()));
      }
    }
    return new CacheControl(use, maxAgeMs);
  }

  private static @Nullable Long millis(String seconds) {
    return !seconds.isEmpty() && seconds.length() <= MAX_DIGITS
        && seconds.chars().allMatch(c -> c >= '0' && c <= '9')
            ? Long.valueOf(Long.parseLong(seconds) * 1000)
            : null;
  }

  /** The question, to be answered like that unless it says otherwise itself. */
  AskQuestion on(AskQuestion q) {
    var silent = use == CacheUse.USE && maxAgeMs == null;
    return silent || q.cache() != CacheUse.USE
        ? q
        : new AskQuestion(q.question(), q.collection(), q.conversation(), q.user(), q.k(),
            q.filters(), q.variant(), q.tier(), use, q.history(), q.expand(), q.retrieval(),
            maxAgeMs);
  }
}
