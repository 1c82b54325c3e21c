package io.sluice.chunking.code;

import io.sluice.language.Span;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands side by side in a language of braces: each from behind the last one to its own end.
 *
 * <p>An end is outside all brackets and at the end of a line. Where statements end with a semicolon, it
 * is that or the brace that closes the first. Where they end with the line, it is before a line that is
 * not indented further and does not look as if it went on, by {@link #GOES_ON}. What is never closed
 * goes on to the end of the span and is a unit without a name; a bracket that closes nothing is passed
 * over.
 */
final class Declarations implements Iterator<CodeUnit> {
  private static final String GOES_ON = "{}.?:=&|)],";
  private static final Set<String> WORDS_THAT_GO_ON = Set.of("else", "catch", "finally", "where",
      "then", "fi", "done", "esac", "elif");

  private final Masked code;
  private final CodeLanguage language;
  private final boolean endsWithLine;
  private final int end;
  private int at;

  private int header;
  private int column;
  private int line;
  private int open;
  private int close;
  private int braces;
  private int brackets;

  Declarations(Masked code, CodeLanguage language, Span span) {
    this.code = code;
    this.language = language;
    this.endsWithLine = switch (language) {
      case KOTLIN, SCALA, GROOVY, GO, JAVASCRIPT, TYPESCRIPT, SWIFT, SHELL -> true;
      case JAVA, C, CPP, CSHARP, RUST, PHP, PYTHON, RUBY, SQL, OTHER -> false;
    };
    this.end = span.end();
    this.at = code.skipSpace(span.start(), end);
  }

  @Override
  public boolean hasNext() {
    return at < end;
  }

  @Override
  public CodeUnit next() {
    if (at >= end) {
      throw new NoSuchElementException();
    }
    var start = at;
    var found = read(start);
    at = code.skipSpace(found, end);
    var unitEnd = code.skipSpaceBack(start, found);
    if (braces > 0 || header < 0) {
      return new CodeUnit(start, unitEnd, null, null);
    }
    var head = Header.of(code, language, header, open < 0 ? unitEnd : open, open >= 0);
    return new CodeUnit(start, unitEnd, head.name(), body(head));
  }

  private @Nullable Span body(Header head) {
    return head.hasMembers() && open >= 0 && close > open ? new Span(open + 1, close) : null;
  }

  /** Where the unit ends that starts here. */
  private int read(int start) {
    header = -1;
    open = -1;
    close = -1;
    braces = 0;
    brackets = 0;
    for (var i = code.skip(start, end); i < end; i++) {
      var c = code.at(i);
      if (header < 0) {
        var directives = endOfDirectives(start, i);
        if (directives > start) {
          return directives;
        }
        header = i;
        column = code.column(i);
        line = i;
      }
      var isOutside = braces == 0 && brackets == 0;
      if (c == '\n' && isOutside && endsWithLine) {
        var next = code.skip(i, end);
        if (next == end || endsBefore(next, i)) {
          return i;
        }
        line = next;
        i = next - 1;
      } else if (bracket(i, c) || (c == ';' && isOutside)) {
        var rest = endOfLine(i + 1);
        if (rest >= 0 && !endsWithLine) {
          return rest;
        }
      }
    }
    return end;
  }

  /** Counts brackets; whether it was the brace that closes what is outside of all. */
  private boolean bracket(int i, char c) {
    switch (c) {
      case '{' -> {
        if (braces++ == 0 && brackets == 0 && open < 0) {
          open = i;
        }
      }
      case '}' -> {
        if (braces > 0 && --braces == 0 && brackets == 0) {
          close = close < 0 ? i : close;
          return true;
        }
      }
      case '(', '[' -> brackets += braces == 0 ? 1 : 0;
      case ')', ']' -> brackets -= braces == 0 && brackets > 0 ? 1 : 0;
      default -> {
        // Nothing that could end a unit.
      }
    }
    return false;
  }

  /** Where the line ends if nothing but semicolons and commas follows; -1 where something does. */
  private int endOfLine(int from) {
    var i = code.skipInLine(from, end);
    while (i < end && (code.at(i) == ';' || code.at(i) == ',')) {
      i = code.skipInLine(i + 1, end);
    }
    return i == end || code.at(i) == '\n' ? i : -1;
  }

  private boolean endsBefore(int next, int lineEnd) {
    return code.column(next) <= column
        && GOES_ON.indexOf(code.at(next)) < 0
        && !WORDS_THAT_GO_ON.contains(code.word(next, Math.min(end, next + 8)))
        && Header.skipAnnotations(code, line, lineEnd) < lineEnd;
  }

  /** Lines for the preprocessor are units of their own, as many as follow each other. */
  private int endOfDirectives(int start, int firstCode) {
    var last = start;
    for (var i = start; i < firstCode && !code.is(Masked.COMMENT, i); i++) {
      if (code.is(Masked.DIRECTIVE, i)) {
        last = i + 1;
      }
    }
    return last;
  }
}
