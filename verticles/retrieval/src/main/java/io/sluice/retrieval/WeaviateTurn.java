package io.sluice.retrieval;

import io.sluice.message.Versions.State;
import io.sluice.retrieval.CollectionLocks.Held;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A turn at changing a collection on Weaviate: what is to come and what is to die are gathered, and
 * written when it ends.
 */
final class WeaviateTurn implements Turn {

  private final WeaviateCollection collection;
  private final Held held;
  private final WeaviateEpoch epoch;
  private final WeaviateContents before;
  private final WeaviateVectors vectors;
  private final List<String> strays;
  /** Of no other turn, not even of one that failed and whose writes are still under way. */
  private final String id = UUID.randomUUID().toString();
  private final Map<WeaviateEntry, @Nullable StoredVersion> coming = new LinkedHashMap<>();
  private final Map<String, WeaviateEntry> dying = new LinkedHashMap<>();
  /** Generations whose objects may not all have been taken yet. */
  private final Set<String> begun = new LinkedHashSet<>();
  private int named;
  private WeaviateEpoch after;
  private long above = Epoch.NONE;
  private boolean erased;

  /**
   * A turn at a collection.
   *
   * @param strays generations of turns that failed; they die before they are found
   */
  WeaviateTurn(WeaviateCollection collection, Held held, WeaviateEpoch epoch,
      WeaviateVectors vectors, Collection<String> strays) {
    this.collection = collection;
    this.held = held;
    this.strays = List.copyOf(strays);
    this.epoch = epoch;
    this.before = new WeaviateContents(collection, epoch);
    this.vectors = vectors;
    this.after = epoch;
  }

  @Override
  public WeaviateContents before() {
    return before;
  }

  @Override
  public void makeCurrent(StoredVersion version) throws IOException {
    endCurrent(version.id());
    bring(version, state(version.head()));
  }

  /** Adds a version as it is elsewhere; what is in its place has to be let go of, too. */
  void bring(StoredVersion version, State state) {
    var parts = WeaviateParts.placed(version, newName());
    coming.put(new WeaviateEntry(version.head(), state, newName(), parts, collection.parts()),
        version);
  }

  /** Has this turn end with an epoch above this one, which others may remember. */
  void endAbove(long other) {
    above = other;
  }

  @Override
  public void keep(Entry current) {
    replace((WeaviateEntry) current, current.head().leftOutFor(null), State.KEPT);
  }

  @Override
  public void restore(Entry kept) throws IOException {
    endCurrent(kept.id());
    replace((WeaviateEntry) kept, kept.head(), State.ACTIVE);
  }

  @Override
  public void letGo(String document, int version) throws IOException {
    if (before.kept(document, version) instanceof WeaviateEntry kept) {
      end(kept);
    }
  }

  @Override
  public void erase(String document) throws IOException {
    endCurrent(document);
    for (var kept : before.kept(document)) {
      end((WeaviateEntry) kept);
    }
  }

  @Override
  public void searchAgain(Entry leftOut) {
    replace((WeaviateEntry) leftOut, leftOut.head().leftOutFor(null), State.ACTIVE);
  }

  @Override
  public void leaveOut(Entry searched, String other) {
    replace((WeaviateEntry) searched, searched.head().leftOutFor(other), State.LEFT_OUT);
  }

  @Override
  public long commitErasing() throws IOException {
    erased = true;
    return commit();
  }

  /**
   * Entries first, since they tell that a turn was begun. Once all else was taken nothing more can come
   * to light of a turn that fails: also where only the last answer was lost, which epoch it is now says
   * what became of it.
   */
  @Override
  public long commit() throws IOException {
    var next = epoch.next(dead()).above(above);
    collection.versions().write(entries(next), held);
    for (var version : coming.entrySet()) {
      write(version.getKey(), version.getValue(), next);
    }
    begun.clear();
    held.check();
    collection.enter(next);
    after = next;
    return next.number();
  }

  /** What there is after this turn. */
  WeaviateEpoch after() {
    return after;
  }

  /** Whether what died has to be deleted before anybody is told. */
  boolean erasesNow() {
    return erased;
  }

  /** The generations that may still come into being where this turn has failed. */
  Collection<String> begun() {
    return begun;
  }

  private void endCurrent(String document) throws IOException {
    var current = before.current(document);
    if (current != null) {
      end(current);
    }
  }

  private void end(WeaviateEntry entry) {
    dying.put(entry.generation(), entry);
  }

  private void replace(WeaviateEntry entry, Head head, State state) {
    end(entry);
    coming.put(new WeaviateEntry(head, state, newName(), entry.parts(), entry.table()), null);
  }

  /** The parts live on where they belong to an entry that comes. */
  private List<String> dead() {
    var used = coming.keySet().stream().map(entry -> entry.parts().generation()).toList();
    var dead = new ArrayList<>(strays);
    for (var entry : dying.values()) {
      dead.add(entry.generation());
      if (!used.contains(entry.parts().generation())) {
        dead.add(entry.parts().generation());
      }
    }
    return dead;
  }

  private List<WeaviateObject<Map<String, Object>>> entries(WeaviateEpoch next)
      throws IOException {
    var objects = new ArrayList<WeaviateObject<Map<String, Object>>>();
    for (var entry : coming.keySet()) {
      objects.add(entry.toWrite(next.number()));
    }
    return objects;
  }

  private void write(WeaviateEntry entry, @Nullable StoredVersion newVersion, WeaviateEpoch next)
      throws IOException {
    if (newVersion != null) {
      collection.parts().write(entry.parts().toWrite(newVersion, next.number()), held);
    }
    if (entry.state() == State.ACTIVE) {
      var version = newVersion == null ? entry.content() : newVersion;
      vectors.make(version.head().space());
      collection.passages()
          .write(WeaviatePassage.all(version, entry.generation(), next.number()), held);
    }
  }

  private static State state(Head head) {
    return head.leftOutFor() == null ? State.ACTIVE : State.LEFT_OUT;
  }

  private String newName() {
    var name = id + "." + named++;
    begun.add(name);
    return name;
  }
}
