package io.sluice.http;

import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.strictjson.Check.Violation;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the header {@code Cache-Control} says of the caches: {@code no-cache} for an answer that is made
 * now, {@code no-store} for one that is neither looked up nor kept, {@code max-age} for none that is
 * older. Where the request's body says something of its own, that counts. Whatever else the header says
 * is meant for others; a {@code max-age} that is none is refused.
 */
record CacheControl(CacheUse use, @Nullable Long maxAgeMs) {
  private static final String NAME = "Cache-Control";
  private static final String MAX_AGE = "max-age";
  /** More than anything is kept for, in seconds; so HTTP has it for what is longer. */
  private static final long FOR_EVER = 1L << 31;
  private static final Pattern SECONDS = Pattern.compile("=(\\d+|\"\\d+\")");
  private static final int MANY_DIGITS = 10;

  static CacheControl of(HttpServerRequest request) {
    var header = request.getHeader(HttpHeaders.CACHE_CONTROL);
    var use = CacheUse.USE;
    Long maxAgeMs = null;
    for (var directive : header == null ? new String[0] : header.split(",", 20)) {
      var said = directive.strip().toLowerCase(Locale.ROOT);
      if (said.equals("no-store")) {
        use = CacheUse.BYPASS;
      } else if (said.equals("no-cache") && use == CacheUse.USE) {
        use = CacheUse.REFRESH;
      } else if (said.equals(MAX_AGE) || said.startsWith(MAX_AGE + "=")) {
        maxAgeMs = 1000 * seconds(said.substring(MAX_AGE.length()));
      }
    }
    return new CacheControl(use, maxAgeMs);
  }

  private static long seconds(String value) {
    if (!SECONDS.matcher(value).matches()) {
      throw new Violation(NAME, MAX_AGE + " must be a number of seconds");
    }
    var digits = value.replaceAll("\\D", "");
    return digits.length() < MANY_DIGITS ? Long.parseLong(digits) : FOR_EVER;
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
