package io.sluice.retrieval;

import io.sluice.language.Analyzers;
import io.sluice.language.Language;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;

/**
 * The fields of an index.
 *
 * <p>A version of a document is a block of Lucene documents. The last of them is its entry; those
 * before hold its passages, each on its own where they are searched, many on a shelf where they are
 * not. What is large is stored behind what is small, so that reading the small stops there.
 *
 * <p>Each text is indexed in a field of its language, {@code text.ko} or {@code text.en}, and so are
 * the title and the headings above it. Vectors lie in a field of their {@link Space}.
 */
final class Schema {

  /** The document's id: on all that belongs to its current version, searched or left out. */
  static final String DOCUMENT = "document";
  /** The id again, on the entry of the current version alone. */
  static final String ENTRY = "entry";
  /** On the entry of a current version that is left out: the id of the document it is a copy of. */
  static final String LEFT_OUT_FOR = "left-out-for";

  /** The document's id: on all that belongs to versions that are kept. */
  static final String KEPT = "kept";
  /** The id and the version's number: on all that belongs to that version, which is kept. */
  static final String KEPT_VERSION = "kept-version";
  /** The id again, on the entries of kept versions alone. */
  static final String KEPT_ENTRY = "kept-entry";

  /** Of an entry: what is known of the version; the hashes of its passages; its text. */
  static final String HEAD = "head";
  static final String HASHES = "hashes";
  static final String TEXT = "text";
  /** Passages that are not searched. */
  static final String SHELF = "shelf";

  /** Of the entry of a current version: what it is looked up by. */
  static final String NAME = "name";
  static final String LISTED = "listed";
  static final String EMBEDDING_MODEL = "embedding-model";
  static final String CHUNKING = "chunking";
  /** The space of its passages' vectors, where those are searched. */
  static final String SPACE = "space";
  static final String TEXT_HASH = "text-hash";
  static final String BAND = "band";
  static final String SKETCH = "sketch";

  /** Of a passage, and of the entry of a current version: who may see it and what filters it. */
  static final String ACL = "acl";
  static final String EVERYONE = "everyone";
  static final String TAG = "tag";
  static final String LANGUAGE = "language";
  static final String DATE = "date";
  static final String AUTHOR = "author";
  static final String SOURCE = "source";

  /** Of a passage: what is quoted. */
  static final String PASSAGE = "passage";
  static final String VERSION = "version";
  static final String TITLE = "title";
  static final String HEADING = "heading";
  static final String START = "start";
  static final String END = "end";
  static final String PAGE = "page";
  static final String HASH = "hash";

  private Schema() {}

  /** The field of this kind of words in this language; what is not Korean shares one. */
  static String words(String kind, Language language) {
    return switch (language) {
      case KOREAN -> kind + ".ko";
      case ENGLISH, OTHER -> kind + ".en";
    };
  }

  /** The language of the fields that the words of a text in this language are in. */
  static Language wordsLanguage(Language language) {
    return language == Language.KOREAN ? Language.KOREAN : Language.ENGLISH;
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
