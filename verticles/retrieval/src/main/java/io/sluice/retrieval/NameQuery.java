package io.sluice.retrieval;

import io.sluice.message.Retrieval.DocumentVersion;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.jspecify.annotations.Nullable;

/**
 * Documents by their names: each word of the query is in the title or the id, as a piece of it in
 * whatever case, or is a word of the title in another form (휴가를 for 휴가, holidays for Holiday).
 *
 * <p>Pieces are looked for in every name there is, which is no matter for a list that somebody reads:
 * a name is short, and so is what is looked for. What goes beyond the bounds is not looked at.
 */
final class NameQuery {

  private static final int MOST_WORDS = 16;
  private static final int LONGEST_WORD = 100;
  private static final int LONGEST_TITLE = 1_000;
  /** Enough for the longest word; the default is not. */
  private static final int AUTOMATON_WORK = 1_000_000;

  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern SYNTAX = Pattern.compile("[*?\\\\]");

  private NameQuery() {}

  static void index(DocumentVersion document, Document into) {
    var title = cut(document.title(), LONGEST_TITLE);
    into.add(new StringField(Schema.NAME, plain(document.id() + '\n' + title), Store.NO));
    for (var language : Words.LANGUAGES) {
      into.add(new TextField(Schema.words(Schema.LISTED, language), title, Store.NO));
    }
  }

  /** Null where nothing is asked for. */
  static @Nullable Query of(String text) throws IOException {
    var words = words(text);
    var all = new BooleanQuery.Builder();
    for (var word : words) {
      all.add(named(word), Occur.FILTER);
    }
    return words.isEmpty() ? null : all.build();
  }

  /** Those that are looked for. */
  static List<String> words(String text) {
    return Arrays.stream(SPACES.split(plain(text), MOST_WORDS + 1)).limit(MOST_WORDS)
        .filter(word -> !word.isEmpty()).map(word -> cut(word, LONGEST_WORD)).toList();
  }

  private static Query named(String word) throws IOException {
    var any = new BooleanQuery.Builder().add(piece(word), Occur.SHOULD);
    for (var language : Words.LANGUAGES) {
      var terms = Words.terms(word, language);
      if (!terms.isEmpty()) {
        var all = new BooleanQuery.Builder();
        terms.forEach(term -> all.add(
            new TermQuery(new Term(Schema.words(Schema.LISTED, language), term)), Occur.FILTER));
        any.add(all.build(), Occur.SHOULD);
      }
    }
    return any.build();
  }

  private static Query piece(String word) {
    return new WildcardQuery(
        new Term(Schema.NAME, "*" + SYNTAX.matcher(word).replaceAll("\\\\$0") + "*"),
        AUTOMATON_WORK);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
