package io.sluice.retrieval;

import io.sluice.retrieval.CollectionLocks.Held;
import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import io.weaviate.client6.v1.api.collections.aggregate.AggregateResponse;
import io.weaviate.client6.v1.api.collections.data.DeleteManyResponse;
import io.weaviate.client6.v1.api.collections.data.InsertManyResponse.InsertObject;
import io.weaviate.client6.v1.api.collections.query.FetchObjects;
import io.weaviate.client6.v1.api.collections.query.Filter;
import io.weaviate.client6.v1.api.collections.query.QueryResponse;
import io.weaviate.client6.v1.api.collections.query.SortBy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind that belong to one collection of ours. Blocks a virtual thread; before the
 * first is written there are none.
 */
final class WeaviateTable {

  /** As many as Weaviate lets be found, where it is not set up otherwise. */
  static final int MOST_FOUND = 10_000;

  private static final QueryResponse<Map<String, Object>> NOTHING = new QueryResponse<>(List.of(),
      null);
  private static final DeleteManyResponse NONE_DELETED = new DeleteManyResponse(0, 0, 0, 0,
      List.of());

  private final CollectionHandleAsync<Map<String, Object>> reading;
  private final CollectionHandleAsync<Map<String, Object>> writing;
  private final Patience patience;

  /** What was begun and is waited for later. */
  interface Begun<T> {

    /** Null where there is none. */
    @Nullable
    T await() throws IOException;
  }

  WeaviateTable(CollectionHandleAsync<Map<String, Object>> reading,
      CollectionHandleAsync<Map<String, Object>> writing, Patience patience) {
    this.reading = reading;
    this.writing = writing;
    this.patience = patience;
  }

  /** The same objects, waited for as long as a request may take. */
  WeaviateTable whoeverWaits() {
    return new WeaviateTable(reading, writing, patience.whoeverWaits());
  }

  @Nullable
  WeaviateRow get(String uuid) throws IOException {
    return look(uuid).await();
  }

  /** Begins to look it up. */
  Begun<WeaviateRow> look(String uuid) {
    var row = reading.query.fetchObjectById(uuid);
    return () -> patience.await(row, Optional.empty()).map(WeaviateRow::new).orElse(null);
  }

  List<WeaviateRow> find(Filter filter, int limit) throws IOException {
    return find(query -> query.filters(filter).limit(limit));
  }

  /** In the order of a property. */
  List<WeaviateRow> findInOrder(Filter filter, String orderedBy, int limit) throws IOException {
    return find(query -> query.filters(filter).limit(limit).sort(SortBy.property(orderedBy)));
  }

  List<WeaviateRow> all() throws IOException {
    return find(query -> query.limit(MOST_FOUND));
  }

  /** Some of them, by chance: they lie in the order of their ids, which are hashes. */
  List<WeaviateRow> some(int count, String property) throws IOException {
    return find(query -> query.limit(count).returnProperties(property));
  }

  /** One property of those that the filter lets through. */
  List<WeaviateRow> find(Filter filter, int limit, String property) throws IOException {
    return find(query -> query.filters(filter).limit(limit).returnProperties(property));
  }

  /** These properties of those with such ids. */
  List<WeaviateRow> find(List<String> uuids, List<String> properties) throws IOException {
    return uuids.isEmpty()
        ? List.of()
        : find(query -> query.filters(Filter.uuid().containsAny(uuids.toArray(String[]::new)))
            .limit(uuids.size()).returnProperties(properties));
  }

  /** With their vectors, and no more of them. */
  List<WeaviateRow> withVectors(List<String> uuids, Space space) throws IOException {
    return uuids.isEmpty()
        ? List.of()
        : find(query -> query.filters(Filter.uuid().containsAny(uuids.toArray(String[]::new)))
            .limit(uuids.size())
            .returnProperties(WeaviateSchema.HASH).includeVector(WeaviateNames.vector(space)));
  }

  /** All of them, and their vectors where they lie in a space. */
  List<WeaviateRow> whole(List<String> uuids, @Nullable Space space) throws IOException {
    return find(query -> {
      query.filters(Filter.uuid().containsAny(uuids.toArray(String[]::new))).limit(uuids.size());
      return space == null ? query : query.includeVector(WeaviateNames.vector(space));
    });
  }

  private List<WeaviateRow> find(UnaryOperator<FetchObjects.Builder> query) throws IOException {
    return rows(patience.await(reading.query.fetchObjects(query::apply), NOTHING));
  }

  /** Begins to look for what is found, by its id; {@link #await} takes the rest. */
  CompletableFuture<QueryResponse<Map<String, Object>>> search(WeaviateQuery query) {
    return new WeaviateIds(reading).find(query.operator());
  }

  List<WeaviateRow> await(CompletableFuture<QueryResponse<Map<String, Object>>> found)
      throws IOException {
    return rows(patience.await(found, NOTHING));
  }

  private static List<WeaviateRow> rows(QueryResponse<Map<String, Object>> found) {
    return found.objects().stream().map(WeaviateRow::new).toList();
  }

  /** Begins to count; {@link #awaitCount} takes the rest. */
  CompletableFuture<AggregateResponse> count(Filter filter) {
    return reading.aggregate.overAll(all -> all.includeTotalCount(true).filters(filter));
  }

  int awaitCount(CompletableFuture<AggregateResponse> counted) throws IOException {
    var answer = patience.await(counted, new AggregateResponse(Map.of(), 0L));
    return Math.toIntExact(answer.totalCount());
  }

  /** Fails with the first reason where Weaviate does not take them all; it may have taken some. */
  void write(List<WeaviateObject<Map<String, Object>>> objects) throws IOException {
    for (var piece : WeaviatePieces.of(objects)) {
      insert(piece);
    }
  }

  /** The same, while the collection is held. */
  void write(List<WeaviateObject<Map<String, Object>>> objects, Held held) throws IOException {
    for (var piece : WeaviatePieces.of(objects)) {
      held.check();
      insert(piece);
    }
  }

  private void insert(List<WeaviateObject<Map<String, Object>>> piece) throws IOException {
    var answer = patience.await(writing.data.insertMany(piece));
    for (var written : answer.responses()) {
      if (!written.successful()) {
        throw refused(written);
      }
    }
  }

  private static IOException refused(InsertObject refused) {
    return WeaviateFailure.unavailable(
        "object " + refused.uuid() + " was not taken: " + refused.error());
  }

  void delete(Filter filter) throws IOException {
    var gone = 1L;
    while (gone > 0) {
      var answer = patience.await(writing.data.deleteMany(filter), NONE_DELETED);
      gone = answer.matches();
      if (answer.failed() > 0) {
        throw WeaviateFailure.unavailable(answer.failed() + " objects were not deleted");
      }
    }
  }
}
