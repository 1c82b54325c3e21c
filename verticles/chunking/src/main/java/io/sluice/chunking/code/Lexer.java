package io.sluice.chunking.code;

import io.sluice.chunking.code.Rule.Literal;
import io.sluice.chunking.code.Rule.Quote;
import java.util.Arrays;

/** Tells a source's code from its comments and strings, in one pass. */
final class Lexer {

  /** Strings within code within strings, and so on; deeper ones are read as they stand. */
  private static final int DEEPEST = 32;

  private final String text;
  private final Lexicon lexicon;
  private final byte[] kinds;
  private final Quote[] around = new Quote[DEEPEST];
  private final int[] brackets = new int[DEEPEST];
  private int depth;
  private int at;

  private Lexer(String text, CodeLanguage language) {
    this.text = text;
    this.lexicon = Lexicon.of(language);
    this.kinds = new byte[text.length()];
  }

  static Masked read(String text, CodeLanguage language) {
    var lexer = new Lexer(text, language);
    if (language == CodeLanguage.PHP) {
      // A page, up to its first code.
      lexer.pass(Math.max(0, text.indexOf("<?")), Masked.STRING);
    }
    lexer.read();
    return new Masked(text, lexer.kinds);
  }

  private void read() {
    while (at < text.length()) {
      if (!startsSomething()) {
        code(text.charAt(at));
      }
    }
  }

  private boolean startsSomething() {
    for (var rule : lexicon.startingWith(text.charAt(at))) {
      switch (rule) {
        case Literal(var _, var kind, var finder) -> {
          var end = finder.end(text, at);
          if (end > at) {
            pass(end, kind);
            return true;
          }
        }
        case Quote quote -> {
          if (text.startsWith(quote.open(), at)) {
            pass(at + quote.open().length(), quote.kind());
            within(quote);
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Code; within a string, up to the bracket that ends it. */
  private void code(char c) {
    if (depth == 0) {
      at++;
      return;
    }
    var quote = around[depth - 1];
    var open = quote.code() == null ? '{' : quote.code().charAt(quote.code().length() - 1);
    pass(at + 1, Masked.STRING);
    if (c == open) {
      brackets[depth - 1]++;
    } else if (c == (open == '(' ? ')' : '}') && --brackets[depth - 1] == 0) {
      depth--;
      within(quote);
    }
  }

  private void within(Quote quote) {
    var nesting = 1;
    while (at < text.length()) {
      if (text.startsWith(quote.close(), at)) {
        pass(at + quote.close().length(), quote.kind());
        if (--nesting == 0) {
          return;
        }
      } else if (quote.nests() && text.startsWith(quote.open(), at)) {
        pass(at + quote.open().length(), quote.kind());
        nesting++;
      } else if (quote.code() != null && depth < DEEPEST && text.startsWith(quote.code(), at)) {
        pass(at + quote.code().length(), quote.kind());
        around[depth] = quote;
        brackets[depth++] = 1;
        return;
      } else if (quote.escapes() && text.charAt(at) == '\\') {
        pass(at + 2, quote.kind());
      } else if (text.charAt(at) == '\n' && !quote.multiLine()) {
        return;
      } else {
        pass(at + 1, quote.kind());
      }
    }
  }

  /** What is within a string is part of it, whatever it is by itself. */
  private void pass(int to, byte kind) {
    var end = Math.min(to, text.length());
    Arrays.fill(kinds, at, end, depth > 0 ? Masked.STRING : kind);
    at = end;
  }
}
