package io.sluice.chunking.code;

import io.sluice.language.Span;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands side by side in a language of indents: each with the lines below it that are indented
 * further, and in Ruby with its {@code end}. Lines within a string or, in Python, within brackets are
 * part of the line those started on.
 */
final class Indentation implements Iterator<CodeUnit> {
  private static final Set<String> TYPES = Set.of("class", "module");
  private static final Set<String> BEFORE = Set.of("async", "private", "protected", "public",
      "private_class_method", "public_class_method", "memoize");
  private static final Set<String> GOES_ON_IN_PYTHON = Set.of("else", "elif", "except", "finally");
  private static final Set<String> GOES_ON_IN_RUBY = Set.of("end", "else", "elsif", "rescue",
      "ensure", "when", "in");

  private final Masked code;
  private final CodeLanguage language;
  private final int end;
  private final int indent;
  private int at;

  Indentation(Masked code, CodeLanguage language, Span span) {
    this.code = code;
    this.language = language;
    this.end = span.end();
    this.at = code.skipSpace(span.start(), end);
    var first = code.skip(at, end);
    this.indent = first < end ? code.column(first) : 0;
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
    var header = afterDecorators(code.skip(start, end));
    var headerEnd = endOfLogicalLine(header);
    var last = headerEnd;
    for (var line = nextCode(last); line < end && belongs(line); line = nextCode(last)) {
      last = endOfLogicalLine(line);
    }
    last = withIndentedComments(last);
    at = code.skipSpace(last, end);
    return unit(start, code.skipSpaceBack(start, last), header, headerEnd);
  }

  private CodeUnit unit(int start, int unitEnd, int header, int headerEnd) {
    var word = header;
    while (BEFORE.contains(code.word(word, end))) {
      word = code.skipInLine(word + code.word(word, end).length(), end);
    }
    var keyword = code.word(word, end);
    var hasMembers = TYPES.contains(keyword);
    if (!hasMembers && !keyword.equals("def")) {
      return new CodeUnit(start, unitEnd, null, null);
    }
    var body = hasMembers && headerEnd < unitEnd ? new Span(headerEnd, unitEnd) : null;
    return new CodeUnit(start, unitEnd, name(word + keyword.length()), body);
  }

  /** A name as {@code reply}, {@code self.reply}, {@code valid?} or {@code Mail::Reply}. */
  private @Nullable String name(int from) {
    var start = code.skipInLine(from, end);
    var to = start;
    while (to < end && to - start < 100
        && (Masked.isWordPart(code.at(to)) || ".?!".indexOf(code.at(to)) >= 0
            || code.text().startsWith("::", to)
            || (code.at(to) == ':' && code.at(to - 1) == ':'))) {
      to++;
    }
    return to == start ? null : code.text().substring(start, to);
  }

  private int afterDecorators(int first) {
    var line = first;
    while (line < end && code.at(line) == '@' && language == CodeLanguage.PYTHON) {
      line = nextCode(endOfLogicalLine(line));
    }
    return line;
  }

  /** Whether this line is part of the unit above it. */
  private boolean belongs(int line) {
    var word = code.word(line, end);
    var goesOn = language == CodeLanguage.PYTHON
        ? GOES_ON_IN_PYTHON.contains(word) || ")]}".indexOf(code.at(line)) >= 0
        : GOES_ON_IN_RUBY.contains(word) || ")]}.".indexOf(code.at(line)) >= 0;
    return code.column(line) > indent || goesOn;
  }

  /** The end of the line, or of that where its strings and brackets end. */
  private int endOfLogicalLine(int from) {
    var brackets = 0;
    for (var i = from; i < end; i++) {
      switch (code.at(i)) {
        case '(', '[', '{' -> brackets++;
        case ')', ']', '}' -> brackets = Math.max(0, brackets - 1);
        case '\n' -> {
          if (brackets == 0 || language != CodeLanguage.PYTHON) {
            return i;
          }
        }
        default -> {
          // Part of the line.
        }
      }
    }
    return end;
  }

  private int nextCode(int from) {
    return code.skip(from, end);
  }

  /** Comments below that are indented further are the unit's, others stand before the next one. */
  private int withIndentedComments(int last) {
    var until = last;
    var next = code.skip(last, end);
    for (var i = code.skipSpace(last, next); i < next && code.column(i) > indent;) {
      while (i < next && code.text().charAt(i) != '\n') {
        i++;
      }
      until = i;
      i = code.skipSpace(i, next);
    }
    return until;
  }
}
