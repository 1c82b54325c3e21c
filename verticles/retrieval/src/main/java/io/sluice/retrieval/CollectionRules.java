package io.sluice.retrieval;

import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.strictjson.Check.Violation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What collections and their tenants may be called. */
final class CollectionRules {

  /** Searched without ever having been written to, it is empty: so is a fresh gateway. */
  static final String DEFAULT_COLLECTION = "default";

  private static final Pattern COLLECTION = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  private static final String NAME = "a collection's name has up to 64 letters, digits, dots,"
      + " hyphens and underscores, and starts with a letter or digit";

  private CollectionRules() {}

  /** What is wrong with the names; null if nothing is. */
  static @Nullable BadRequest check(String tenant, String collection) {
    if (!COLLECTION.matcher(collection).matches()) {
      return new BadRequest(NAME, "collection");
    }
    return FolderName.of(tenant) == null
        ? new BadRequest("there is no tenant, or its name is too long", null)
        : null;
  }

  /** A collection that the configuration names. */
  static void checkKey(String collection) {
    if (!COLLECTION.matcher(collection).matches()) {
      throw new Violation("collections." + collection, NAME);
    }
  }

  static NotFound unknown(String collection) {
    return new NotFound("there is no collection " + collection, "collection");
  }
}
