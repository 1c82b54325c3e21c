package io.sluice.language;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.POS;
import org.apache.lucene.analysis.ko.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Reads the content terms of one text after another; confined to one thread at a time.
 *
 * <p>Unlike the index it keeps a compound beside its parts (two texts that share 휴가신청서 share more than
 * 휴가, 신청 and 서) and drops pronouns of place and dependent nouns with the other function words.
 */
final class TermReader {

  private final KoreanTokenizer tokenizer = new KoreanTokenizer(
      TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, KoreanWords.chosenDictionary(),
      DecompoundMode.MIXED, false, false);
  private final TokenStream stream = Analyzers.latinWords(
      new KoreanReadingFormFilter(new ContentFilter(new NumberFilter(tokenizer))));
  private final CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);

  /** The terms of {@code text}, in order; a reader that threw must not be used again. */
  List<String> read(String text) {
    var terms = new ArrayList<String>();
    tokenizer.setReader(new VisibleText(new StringReader(text)));
    try {
      stream.reset();
      while (stream.incrementToken()) {
        var word = term.toString();
        if (!FunctionWords.KOREAN.contains(word)) {
          terms.add(word);
        }
      }
      stream.end();
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
    return terms;
  }

  /** Lets nouns, verbs, adjectives, numbers and foreign words pass, verbs by their stem alone. */
  private static final class ContentFilter extends FilteringTokenFilter {

    private final PartOfSpeechAttribute partOfSpeech = addAttribute(PartOfSpeechAttribute.class);

    ContentFilter(TokenStream input) {
      super(input);
    }

    @Override
    protected boolean accept() {
      return partOfSpeech.getPOSType() != POS.Type.INFLECT && isContent(partOfSpeech.getLeftPOS());
    }

    private static boolean isContent(POS.Tag tag) {
      return switch (tag) {
        case NNG, NNP, NNBC, NP, NR, VV, VA, XR, SN, SL, SH, UNKNOWN -> true;
        default -> false;
      };
    }
  }
}
