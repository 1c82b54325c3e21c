package io.sluice.http;

import io.sluice.message.Refusal.NotFound;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI's clients call a model: {@code sluice}, which answers from the default collection, or
 * {@code sluice/COLLECTION}; both may end with {@code @VARIANT}.
 */
record ModelName(String collection, @Nullable String variant) {
  static final String DEFAULT = "sluice";
  private static final String PREFIX = DEFAULT + "/";
  private static final Pattern VARIANT = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  /** Null where it is the name of no model that there can be. */
  static @Nullable ModelName parse(String id) {
    var at = id.indexOf('@');
    var name = at < 0 ? id : id.substring(0, at);
    var variant = at < 0 ? null : id.substring(at + 1);
    if (variant != null && !VARIANT.matcher(variant).matches()) {
      return null;
    }
    if (name.equals(DEFAULT)) {
      return new ModelName(Bodies.DEFAULT_COLLECTION, variant);
    }
    var collection = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
    return Bodies.isCollection(collection) ? new ModelName(collection, variant) : null;
  }

  static String of(String collection) {
    return PREFIX + collection;
  }

  static NotFound unknown(String id) {
    var shown = id.length() > Bodies.MAX_NAME ? "of this name" : "'" + id + "'";
    return new NotFound("there is no model " + shown + "; GET /v1/models lists those there are",
        "model");
  }
}
