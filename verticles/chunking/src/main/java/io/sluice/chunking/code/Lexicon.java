package io.sluice.chunking.code;

import static io.sluice.chunking.code.Masked.COMMENT;
import static io.sluice.chunking.code.Masked.DIRECTIVE;
import static io.sluice.chunking.code.Masked.STRING;
import static io.sluice.chunking.code.Rule.Quote.comment;
import static io.sluice.chunking.code.Rule.Quote.string;

import io.sluice.chunking.code.Rule.Literal;
import io.sluice.chunking.code.Rule.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What is no code in a language, the longer marks before those they start with. */
final class Lexicon {
  private static final Rule SLASHES = new Literal('/', COMMENT, Literals::afterTwoSlashes);
  private static final Rule HASH = new Literal('#', COMMENT, Literals::restOfLine);
  private static final Rule BLOCK = comment(false);
  private static final Rule NESTED_BLOCK = comment(true);
  private static final Rule CHARACTER = new Literal('\'', STRING, Literals::character);
  private static final Rule PREPROCESSOR = new Literal('#', DIRECTIVE, Literals::directive);
  private static final Quote DOUBLE = string("\"");
  private static final Quote SINGLE = string("'");
  private static final Quote TRIPLE = string("\"\"\"").ofLines();
  private static final Quote TRIPLE_SINGLE = string("'''").ofLines();
  private static final Quote BACKTICK = string("`").ofLines();

  private static final int ASCII = 128;

  private final List<List<Rule>> byFirst;

  private Lexicon(Rule... rules) {
    byFirst = IntStream.range(0, ASCII)
        .mapToObj(c -> Arrays.stream(rules).filter(rule -> rule.first() == c).toList()).toList();
  }

  static Lexicon of(CodeLanguage language) {
    return switch (language) {
      case JAVA -> new Lexicon(SLASHES, BLOCK, TRIPLE, DOUBLE, CHARACTER);
      case KOTLIN, SCALA -> new Lexicon(SLASHES, NESTED_BLOCK, TRIPLE.raw().withCode("${"),
          DOUBLE.withCode("${"), CHARACTER);
      case GROOVY -> new Lexicon(SLASHES, BLOCK, TRIPLE.withCode("${"), TRIPLE_SINGLE,
          DOUBLE.withCode("${"), SINGLE);
      case C -> new Lexicon(SLASHES, BLOCK, PREPROCESSOR, DOUBLE, CHARACTER);
      case CPP -> new Lexicon(SLASHES, BLOCK, PREPROCESSOR,
          new Literal('R', STRING, Literals::rawOfCpp), DOUBLE, CHARACTER);
      case CSHARP -> new Lexicon(SLASHES, BLOCK, PREPROCESSOR,
          new Literal('"', STRING, Literals::rawOfCsharp), verbatim("@\""), verbatim("@$\""),
          DOUBLE, CHARACTER);
      case GO -> new Lexicon(SLASHES, BLOCK, BACKTICK.raw(), DOUBLE, CHARACTER);
      case RUST -> new Lexicon(SLASHES, NESTED_BLOCK, new Literal('r', STRING, Literals::rawOfRust),
          DOUBLE.ofLines(), CHARACTER);
      case JAVASCRIPT, TYPESCRIPT -> new Lexicon(SLASHES, BLOCK,
          new Literal('/', STRING, Literals::pattern), BACKTICK.withCode("${"), DOUBLE, SINGLE);
      case PHP ->
        new Lexicon(SLASHES, new Literal('#', COMMENT, Literals::restOfLineUnlessAttribute),
            BLOCK, new Literal('<', STRING, Heredoc::ofPhp),
            new Quote("?>", "<?", STRING, false, true, false, null), DOUBLE.ofLines(),
            SINGLE.ofLines());
      case SWIFT -> new Lexicon(SLASHES, NESTED_BLOCK,
          new Literal('#', STRING, Literals::rawOfSwift), TRIPLE.withCode("\\("),
          DOUBLE.withCode("\\("));
      case PYTHON -> new Lexicon(HASH, TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE);
      case RUBY -> new Lexicon(HASH, new Literal('=', COMMENT, Literals::blockOfRuby),
          new Literal('<', STRING, Heredoc::ofRuby), DOUBLE, SINGLE);
      case SQL -> new Lexicon(new Literal('-', COMMENT, Literals::afterTwoDashes), BLOCK,
          new Literal('$', STRING, Literals::dollarQuoted), DOUBLE.raw().ofLines(),
          SINGLE.raw().ofLines(), BACKTICK.raw());
      case SHELL -> new Lexicon(new Literal('#', COMMENT, Literals::restOfLineAfterBlank),
          new Literal('\\', STRING, Literals::escaped), new Literal('<', STRING, Heredoc::ofShell),
          DOUBLE.ofLines(), SINGLE.raw().ofLines());
      case OTHER -> new Lexicon();
    };
  }

  /** What may start with this character, and in which order to try. */
  List<Rule> startingWith(char first) {
    return first < ASCII ? byFirst.get(first) : List.of();
  }

  /** A quote within is doubled, which reads as two strings side by side. */
  private static Quote verbatim(String open) {
    return new Quote(open, "\"", STRING, false, true, false, null);
  }
}
