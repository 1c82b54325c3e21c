package io.sluice.language;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.AttributeSource;

/**
 * Puts the words of an identifier beside it: {@code getUserName} is also get, User and Name,
 * {@code max_retry_count} also max, retry and count. So it is found as it is typed and by what it says.
 *
 * <p>A capital begins a word behind a small letter, and before one where capitals stand together
 * ({@code HTTPServer} is HTTP and Server). Has to see the case, so it comes before lower-casing.
 */
final class IdentifierFilter extends TokenFilter {

  /** What is longer is no identifier; its parts would be many. */
  private static final int LONGEST = 128;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute position = addAttribute(
      PositionIncrementAttribute.class);
  private final Deque<String> parts = new ArrayDeque<>();
  private AttributeSource.State whole = captureState();

  IdentifierFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!parts.isEmpty()) {
      restoreState(whole);
      term.setEmpty().append(parts.removeFirst());
      position.setPositionIncrement(0);
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    split();
    if (!parts.isEmpty()) {
      whole = captureState();
    }
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    parts.clear();
  }

  private void split() {
    if (term.length() > LONGEST) {
      return;
    }
    var start = 0;
    for (var i = 0; i <= term.length(); i++) {
      if (i == term.length() || term.charAt(i) == '_' || beginsWord(i)) {
        if (i > start) {
          parts.add(term.subSequence(start, i).toString());
        }
        start = i < term.length() && term.charAt(i) == '_' ? i + 1 : i;
      }
    }
    if (parts.size() == 1) {
      parts.clear();
    }
  }

  private boolean beginsWord(int i) {
    if (i == 0 || !Character.isUpperCase(term.charAt(i))) {
      return false;
    }
    return Character.isLowerCase(term.charAt(i - 1))
        || (Character.isUpperCase(term.charAt(i - 1)) && i + 1 < term.length()
            && Character.isLowerCase(term.charAt(i + 1)));
  }
}
