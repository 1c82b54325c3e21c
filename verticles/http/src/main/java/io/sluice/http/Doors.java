package io.sluice.http;

import io.sluice.message.Admission.Right;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which right a request needs. */
final class Doors {
  /** The signature of a webhook says who sends it. */
  private static final Set<String> FREE = Set.of("/health/live", "/health/ready", "/openapi.yaml",
      "/v1/webhooks/documents");
  private static final Set<String> OF_ADMINS = Set.of("/metrics", "/health");
  private static final Pattern RUNNING = Pattern
      .compile("/v1/((cache|usage|experiments|quality|overview)(/.*)?|answers)");
  private static final Pattern EXPLAINING = Pattern.compile("/v1/answers/.*/explain");
  private static final Pattern DOCUMENTS = Pattern
      .compile("/v1/(documents|ingestions|dead-letters)(/.*)?");
  /** Of the bridge each frame is looked at. */
  private static final Pattern ACTORS = Pattern.compile("/(v1|mcp)(/.*)?");
  private static final Pattern FOLLOWING = Pattern
      .compile("/v1/(ws|(answers|batches|ingestions)/.*|ingestions|collections|models(/.*)?)");

  private Doors() {}

  /** Null where none is needed: for pages, and to see whether the gateway is there. */
  static @Nullable Right right(HttpMethod method, String written) {
    var path = route(written);
    if (FREE.contains(path)) {
      return null;
    }
    if (OF_ADMINS.contains(path) || RUNNING.matcher(path).matches()
        || EXPLAINING.matcher(path).matches()) {
      return Right.ADMIN;
    }
    if (DOCUMENTS.matcher(path).matches()) {
      return isReading(method) && !path.startsWith("/v1/dead-letters") ? Right.ASK : Right.INGEST;
    }
    return ACTORS.matcher(path).matches() ? Right.ASK : null;
  }

  /** What is only followed was counted when it was asked for. */
  static boolean counts(HttpMethod method, String written) {
    var path = route(written);
    return !(isReading(method) || method.equals(HttpMethod.DELETE))
        || !FOLLOWING.matcher(path).matches() || EXPLAINING.matcher(path).matches();
  }

  /** Routes are found with a slash behind them, too. */
  private static String route(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean isReading(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}
