package io.sluice.retrieval;

import io.sluice.language.Language;
import io.sluice.retrieval.Fusion.Fused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;

/** Which words of a query are in a passage, its title or its headings: by the index, not by reading. */
final class MatchedTerms {

  private static final List<String> FIELDS = List.of(Schema.TEXT, Schema.TITLE, Schema.HEADING);

  private final IndexSearcher searcher;

  MatchedTerms(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /** For each passage the words, in the order of the query. */
  List<List<String>> of(List<Fused> passages, Words words) throws IOException {
    var leaves = searcher.getLeafContexts();
    var all = new ArrayList<List<String>>(passages.size());
    for (var passage : passages) {
      var segment = leaves.get(ReaderUtil.subIndex(passage.doc(), leaves));
      all.add(in(segment.reader(), passage.doc() - segment.docBase, words));
    }
    return all;
  }

  private static List<String> in(LeafReader segment, int doc, Words words) throws IOException {
    var found = new LinkedHashSet<String>();
    for (var language : Words.LANGUAGES) {
      addFound(segment, doc, language, words.of(language).keySet(), found);
    }
    return List.copyOf(found);
  }

  private static void addFound(LeafReader segment, int doc, Language language, Set<String> terms,
      Set<String> found) throws IOException {
    for (var field : FIELDS) {
      var indexed = segment.terms(Schema.words(field, language));
      if (indexed == null) {
        continue;
      }
      for (var term : terms) {
        var postings = segment.postings(new Term(Schema.words(field, language), term),
            PostingsEnum.NONE);
        if (postings != null && postings.advance(doc) == doc) {
          found.add(term);
        }
      }
    }
  }
}
