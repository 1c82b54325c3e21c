package io.sluice.retrieval;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/** Finds passages by their words; the score is that of BM25. */
final class KeywordLeg {

  private KeywordLeg() {}

  /** The best of those {@code wanted}, the best first; none where there are no words. */
  static List<Found> search(IndexSearcher searcher, Words words, Query wanted, int count)
      throws IOException {
    if (words.isEmpty()) {
      return List.of();
    }
    var query = new BooleanQuery.Builder().add(WordQuery.of(words), Occur.MUST)
        .add(wanted, Occur.FILTER).build();
    return Arrays.stream(searcher.search(query, count).scoreDocs)
        .map(hit -> new Found(hit.doc, hit.score)).toList();
  }
}
