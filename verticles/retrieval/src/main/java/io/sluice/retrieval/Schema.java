package io.sluice.retrieval;

import io.sluice.language.Analyzers;
import io.sluice.language.Language;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

/**
 * The fields of an index.
 *
 * <p>Each text is indexed in a field of its language, {@code text.ko} or {@code text.en}, and so are
 * the title and the headings above it. Each dimension has a vector field of its own, so that a
 * collection can move to a model of another dimension once its old documents are gone.
 */
final class Schema {

  /** The document's id: on its registry entry and on each of its passages. */
  static final String DOCUMENT = "document";
  /** The document's id again, on the registry entry alone. */
  static final String REGISTRY = "registry";

  static final String VERSION = "version";
  static final String TITLE = "title";
  static final String MEDIA_TYPE = "media-type";
  static final String LANGUAGE = "language";
  static final String DATE = "date";
  static final String TAG = "tag";
  static final String ACL = "acl";
  static final String EVERYONE = "everyone";
  static final String SOURCE = "source";
  static final String CONTENT_HASH = "content-hash";
  static final String EMBEDDING_MODEL = "embedding-model";
  static final String INGESTED_AT = "ingested-at";
  static final String DIMENSION = "dimension";
  static final String PASSAGES = "passages";

  static final String PASSAGE = "passage";
  static final String HEADING = "heading";
  static final String TEXT = "text";
  static final String START = "start";
  static final String END = "end";
  static final String HASH = "hash";

  private Schema() {}

  static String vector(int dimension) {
    return "vector." + dimension;
  }

  /** The field of this kind of words in this language; what is not Korean shares one. */
  static String words(String kind, Language language) {
    return switch (language) {
      case KOREAN -> kind + ".ko";
      case ENGLISH, OTHER -> kind + ".en";
    };
  }

  /** Analyses each field of words by the language it is for. */
  static Analyzer analyzer() {
    return new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
      @Override
      protected Analyzer getWrappedAnalyzer(String field) {
        return field.endsWith(".ko") ? Analyzers.korean() : Analyzers.english();
      }
    };
  }
}
