package io.sluice.bench;

import io.sluice.language.Analyzers;
import io.sluice.message.Retrieval.FindPassages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The two legs as a program of its own would run them on the same files: the same queries, reciprocal
 * rank fusion, and the texts of the best; no tenants, deadlines, refusals, threads to change or bus.
 */
final class RawSearch implements Closeable {
  private static final int CANDIDATES = 100;
  private static final int RANK_CONSTANT = 60;
  private static final Query EVERYONE = new TermQuery(new Term("everyone", "yes"));

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final ExecutorService keywordThread = Executors.newSingleThreadExecutor();

  private RawSearch(DirectoryReader reader) {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
  }

  /** Opens the only index there is below the folder. */
  static RawSearch open(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      var segments = files.filter(file -> file.getFileName().toString().startsWith("segments_"))
          .findFirst().orElseThrow();
      return new RawSearch(DirectoryReader.open(FSDirectory.open(segments.getParent())));
    }
  }

  int segments() {
    return reader.leaves().size();
  }

  /** One leg after the other on this thread; the ids of the best passages. */
  List<String> search(FindPassages query) throws IOException {
    return fuse(words(query), vectors(query), query.k());
  }

  /** Both legs at once, one on this thread. */
  List<String> searchOnTwoThreads(FindPassages query)
      throws IOException, InterruptedException, ExecutionException {
    var words = keywordThread.submit(() -> words(query));
    var vectors = vectors(query);
    return fuse(words.get(), vectors, query.k());
  }

  /** The times of the leg that takes longer, for each query. */
  double[] millisOfSlowerLeg(List<FindPassages> queries) throws IOException {
    var words = new double[queries.size()];
    var vectors = new double[queries.size()];
    for (var i = 0; i < queries.size(); i++) {
      var start = System.nanoTime();
      words(queries.get(i));
      var between = System.nanoTime();
      vectors(queries.get(i));
      words[i] = (between - start) / 1e6;
      vectors[i] = (System.nanoTime() - between) / 1e6;
    }
    return Percentile.of(words, .99) > Percentile.of(vectors, .99) ? words : vectors;
  }

  private ScoreDoc[] words(FindPassages query) throws IOException {
    var words = new BooleanQuery.Builder();
    add(words, query.query(), Analyzers.korean(), "ko");
    add(words, query.query(), Analyzers.english(), "en");
    return searcher.search(new BooleanQuery.Builder().add(words.build(), Occur.MUST)
        .add(EVERYONE, Occur.FILTER).build(), CANDIDATES).scoreDocs;
  }

  private static void add(BooleanQuery.Builder words, String text, Analyzer analyzer,
      String language) throws IOException {
    for (var term : terms(text, analyzer, language)) {
      words.add(new CombinedFieldQuery.Builder(term).addField("title." + language, 2)
          .addField("heading." + language, 1.5f).addField("text." + language).build(),
          Occur.SHOULD);
    }
  }

  private static Set<String> terms(String text, Analyzer analyzer, String language)
      throws IOException {
    var terms = new LinkedHashSet<String>();
    try (var tokens = analyzer.tokenStream("text." + language, text)) {
      var term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    }
    return terms;
  }

  private ScoreDoc[] vectors(FindPassages query) throws IOException {
    var vector = query.vector();
    if (vector == null) {
      return new ScoreDoc[0];
    }
    var field = "vector." + vector.dimension() + "." + query.vectorModel();
    return searcher.search(
        new KnnFloatVectorQuery(field, vector.values(), CANDIDATES, EVERYONE),
        CANDIDATES).scoreDocs;
  }

  private List<String> fuse(ScoreDoc[] words, ScoreDoc[] vectors, int count) throws IOException {
    var scores = new HashMap<Integer, Double>();
    for (var leg : List.of(words, vectors)) {
      for (var i = 0; i < leg.length; i++) {
        scores.merge(leg[i].doc, 1.0 / (RANK_CONSTANT + i + 1), Double::sum);
      }
    }
    var best = scores.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(count).toList();
    var fields = searcher.storedFields();
    var ids = new ArrayList<String>();
    for (var found : best) {
      ids.add(idOf(fields.document(found.getKey()).get("passage")));
    }
    return ids;
  }

  private static String idOf(@Nullable String stored) {
    return stored == null ? "" : stored;
  }

  @Override
  public void close() throws IOException {
    keywordThread.close();
    reader.close();
  }
}
