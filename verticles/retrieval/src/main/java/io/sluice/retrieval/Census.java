package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * How many documents have vectors that those of a query cannot be compared with. It is wanted with
 * each question and changes only with the collection, so it is counted once for each kind of asker;
 * and not even that where all documents are in one space, as they are but for a while. Thread-safe.
 */
final class Census {

  /** More kinds of askers are counted for each time anew. */
  private static final int MOST_KEPT = 1_000;
  private static final Query WITH_VECTORS = new FieldExistsQuery(Schema.SPACE);

  private final long epoch;
  private final Map<Key, Integer> counts = new ConcurrentHashMap<>();

  /** Who asks with vectors of which space; nobody in particular where {@code askers} is empty. */
  private record Key(Space space, Set<Set<String>> askers) {}

  Census(long epoch) {
    this.epoch = epoch;
  }

  /** Of the collection when this was counted. */
  long epoch() {
    return epoch;
  }

  /** The documents that the asker may find, and that have vectors in other spaces than this. */
  int othersThan(Space space, CallInfo call, IndexSearcher searcher) throws IOException {
    return count(new Key(space, Set.of()), searcher, others(space).build()) == 0
        ? 0
        : count(new Key(space, Set.of(Set.copyOf(call.principals()))), searcher,
            others(space).add(Visibility.allowed(call), Occur.FILTER).build());
  }

  private int count(Key key, IndexSearcher searcher, Query query) throws IOException {
    var known = counts.get(key);
    if (known != null) {
      return known;
    }
    var count = searcher.count(query);
    if (counts.size() < MOST_KEPT) {
      counts.put(key, count);
    }
    return count;
  }

  private static BooleanQuery.Builder others(Space space) {
    return new BooleanQuery.Builder().add(WITH_VECTORS, Occur.FILTER)
        .add(new TermQuery(space.term()), Occur.MUST_NOT);
  }
}
