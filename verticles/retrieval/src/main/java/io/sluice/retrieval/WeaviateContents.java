package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.query.Filter.property;

import io.sluice.message.CallInfo;
import io.sluice.message.Likeness;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Versions.State;
import io.sluice.retrieval.WeaviateTable.Begun;
import io.weaviate.client6.v1.api.collections.query.Filter;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection on Weaviate as it is at one epoch; until that is swept, which the reader finds out. */
final class WeaviateContents implements Contents {

  static final Filter CURRENT = property(WeaviateSchema.STATE)
      .containsAny(State.ACTIVE.name(), State.LEFT_OUT.name());
  private static final Filter KEPT = property(WeaviateSchema.STATE).eq(State.KEPT.name());
  private static final int PAGE = 1_000;

  private final WeaviateCollection collection;
  private final WeaviateEpoch epoch;
  private @Nullable Begun<WeaviateEpoch> afterwards;

  WeaviateContents(WeaviateCollection collection, WeaviateEpoch epoch) {
    this.collection = collection;
    this.epoch = epoch;
  }

  @Override
  public String collection() {
    return collection.name();
  }

  @Override
  public long epoch() {
    return epoch.number();
  }

  /**
   * Begins to look whether anything was deleted while it was read: from now on all is read by its id, and
   * whoever misses that says so.
   */
  void foundAll() {
    afterwards = collection.lookForEpoch();
  }

  /** What there is after all was read; null before the first commit. */
  @Nullable
  WeaviateEpoch epochAfterwards() throws IOException {
    return afterwards == null ? collection.epoch() : afterwards.await();
  }

  /** Of the collection, among those of all tenants. */
  String key() {
    return collection.key();
  }

  WeaviateTable passages() {
    return collection.passages();
  }

  WeaviateTable versions() {
    return collection.versions();
  }

  /** The filter of what is there and fulfils this, too. */
  Filter there(Filter filter) {
    return Filter.and(epoch.there(), filter);
  }

  @Override
  public @Nullable WeaviateEntry current(String document) throws IOException {
    return first(Filter.and(CURRENT, of(document)));
  }

  @Override
  public @Nullable WeaviateEntry visible(String document, CallInfo call) throws IOException {
    return first(Filter.and(CURRENT, of(document), WeaviateFilters.allowed(call)));
  }

  @Override
  public List<Entry> leftOutFor(String document) throws IOException {
    return entries(Filter.and(CURRENT,
        property(WeaviateSchema.LEFT_OUT_FOR).eq(WeaviateNames.exactly(document))));
  }

  @Override
  public List<Entry> kept(String document) throws IOException {
    return entries(Filter.and(KEPT, of(document))).stream()
        .sorted(Comparator.comparingInt(Entry::number).reversed()).toList();
  }

  @Override
  public void showKept(Viewer viewer) throws IOException {
    var filter = there(KEPT);
    var last = "";
    var rows = collection.versions().findInOrder(filter, WeaviateSchema.GENERATION, PAGE);
    while (!rows.isEmpty()) {
      rows.forEach(row -> viewer.see(entry(row)));
      last = rows.getLast().text(WeaviateSchema.GENERATION);
      rows = collection.versions().findInOrder(
          Filter.and(filter, property(WeaviateSchema.GENERATION).gt(last)),
          WeaviateSchema.GENERATION, PAGE);
    }
  }

  @Override
  public List<Entry> page(Wanted wanted, @Nullable String after, int limit) throws IOException {
    var listed = Filter.and(CURRENT, WeaviateListFilter.of(wanted));
    var filter = there(after == null
        ? listed
        : Filter.and(listed, property(WeaviateSchema.POSITION).gt(WeaviateNames.inOrder(after))));
    return collection.versions().findInOrder(filter, WeaviateSchema.POSITION, limit).stream()
        .<Entry>map(this::entry).toList();
  }

  /** The current versions that have the same words as this or a band of the sketch in common. */
  List<Entry> alike(Likeness likeness) throws IOException {
    return entries(Filter.and(CURRENT, Filter.or(
        property(WeaviateSchema.TEXT_HASH).eq(WeaviateNames.exactly(likeness.textHash())),
        property(WeaviateSchema.BAND)
            .containsAny(WeaviateEntry.bands(likeness.sketch().content())))));
  }

  /** How many passages are searched, whoever may see them. */
  int searched() throws IOException {
    return passages().awaitCount(passages().count(epoch.there()));
  }

  /** What the asker may see of the collection, in numbers. */
  CollectionSummary summary(CallInfo call) throws IOException {
    var allowed = there(WeaviateFilters.allowed(call));
    var documents = versions().count(Filter.and(allowed, CURRENT));
    var passages = passages().count(allowed);
    return new CollectionSummary(collection(), versions().awaitCount(documents),
        passages().awaitCount(passages));
  }

  private static Filter of(String document) {
    return property(WeaviateSchema.DOCUMENT).eq(WeaviateNames.exactly(document));
  }

  private @Nullable WeaviateEntry first(Filter filter) throws IOException {
    var rows = collection.versions().find(there(filter), 1);
    return rows.isEmpty() ? null : entry(rows.getFirst());
  }

  private List<Entry> entries(Filter filter) throws IOException {
    return collection.versions().find(there(filter), WeaviateTable.MOST_FOUND).stream()
        .<Entry>map(this::entry).toList();
  }

  private WeaviateEntry entry(WeaviateRow row) {
    return WeaviateEntry.read(collection(), row, collection.parts());
  }
}
