package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.query.Filter.property;

import io.sluice.retrieval.CollectionLocks.Held;
import io.sluice.retrieval.WeaviateTable.Begun;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a tenant on Weaviate, for the length of a call.
 *
 * <p>Nothing that is found is ever changed. A turn adds objects that came into being with the next
 * epoch, which nobody reads; then the one object that says which epoch it is, and what died with it,
 * is replaced, and at once everybody reads the new and not the dead.
 */
record WeaviateCollection(String tenant, String name, WeaviateTable collections,
    WeaviateTable versions, WeaviateTable parts, WeaviateTable passages) {

  /** What there is; null before the first commit. */
  @Nullable
  WeaviateEpoch epoch() throws IOException {
    return lookForEpoch().await();
  }

  /** Begins to look what there is. */
  Begun<WeaviateEpoch> lookForEpoch() {
    var row = collections.look(uuid());
    return () -> epoch(row.await());
  }

  private static @Nullable WeaviateEpoch epoch(@Nullable WeaviateRow row) {
    return row == null
        ? null
        : new WeaviateEpoch(row.number(WeaviateSchema.EPOCH), row.number(WeaviateSchema.SWEPT),
            row.texts(WeaviateSchema.DEAD));
  }

  /**
   * Makes this what there is. Waits for the answer whether the asker does or not: who is told that a
   * commit failed must be able to rely on it.
   */
  void enter(WeaviateEpoch epoch) throws IOException {
    var properties = new HashMap<String, Object>();
    properties.put(WeaviateSchema.COLLECTION, name);
    properties.put(WeaviateSchema.EPOCH, epoch.number());
    properties.put(WeaviateSchema.SWEPT, epoch.swept());
    properties.put(WeaviateSchema.DEAD, epoch.dead());
    collections.whoeverWaits().write(List.of(WeaviateObject
        .<Map<String, Object>>of(object -> object.uuid(uuid()).properties(properties))));
  }

  /** Undoes what a turn left behind that was cut short. It wrote an entry first, if anything. */
  void heal(WeaviateEpoch epoch, Held held) throws IOException {
    if (!versions.find(epoch.unborn(), 1).isEmpty()) {
      for (var table : List.of(passages, parts, versions)) {
        held.check();
        table.delete(epoch.unborn());
      }
    }
  }

  /** Deletes the dead. Who reads an earlier epoch meanwhile finds out, and reads again. */
  void sweep(WeaviateEpoch epoch, Held held) throws IOException {
    held.check();
    enter(epoch.sweeping());
    var dead = property(WeaviateSchema.GENERATION).containsAny(epoch.dead());
    for (var table : List.of(passages, parts, versions)) {
      held.check();
      table.whoeverWaits().delete(dead);
    }
    held.check();
    enter(epoch.sweptClean());
  }

  /** Its own among the collections of all tenants. */
  String key() {
    return tenant + "/" + name;
  }

  private String uuid() {
    return WeaviateNames.uuid(tenant + "\0" + name);
  }
}
