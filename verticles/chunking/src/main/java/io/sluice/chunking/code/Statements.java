package io.sluice.chunking.code;

import io.sluice.language.Span;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements of SQL, each to its semicolon, or a line with {@code GO} or a slash alone. A semicolon
 * between {@code BEGIN} or {@code CASE} and its {@code END} ends nothing.
 */
final class Statements implements Iterator<CodeUnit> {
  private static final Set<String> NAMED = Set.of("table", "view", "function", "procedure", "proc",
      "trigger", "index", "type", "sequence", "schema", "database", "package", "event");
  private static final Set<String> AFTER_END = Set.of("if", "loop", "while", "repeat", "for");
  private static final Set<String> TRANSACTION = Set.of("", "transaction", "tran", "work");
  private static final Set<String> BEFORE_NAME = Set.of("if", "not", "exists", "body",
      "concurrently");
  private static final int MOST_WORDS = 8;

  private final Masked code;
  private final int end;
  private int at;

  Statements(Masked code, Span span) {
    this.code = code;
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
    var first = code.skip(start, end);
    var found = read(first);
    at = code.skipSpace(found, end);
    return new CodeUnit(start, code.skipSpaceBack(start, found), name(first, found), null);
  }

  private int read(int from) {
    var blocks = 0;
    for (var i = from; i < end;) {
      var word = wordAt(i);
      var next = i + Math.max(1, word.length());
      var following = code.skip(next, end);
      switch (word) {
        case "begin" ->
          blocks += TRANSACTION.contains(wordAt(following)) ? beginsBlock(following) : 1;
        case "case" -> blocks++;
        case "end" -> {
          var after = wordAt(following);
          if (!AFTER_END.contains(after)) {
            blocks = Math.max(0, blocks - 1);
          }
          next = AFTER_END.contains(after) || after.equals("case")
              ? following + after.length()
              : next;
        }
        case "go" -> {
          if (isAloneOnLine(i, next)) {
            return next;
          }
        }
        default -> {
          var c = code.at(i);
          if ((c == ';' && blocks == 0) || (c == '/' && isAloneOnLine(i, next))) {
            return endOfLine(next);
          }
        }
      }
      i = next;
    }
    return end;
  }

  /** {@code BEGIN;} starts a transaction, {@code BEGIN} before a line of marks a block. */
  private int beginsBlock(int following) {
    return following < end && code.at(following) != ';' && wordAt(following).isEmpty() ? 1 : 0;
  }

  /** Up to the end of the line where only a comment follows. */
  private int endOfLine(int from) {
    var to = code.skipInLine(from, end);
    return to == end || code.at(to) == '\n' ? to : from;
  }

  private boolean isAloneOnLine(int from, int to) {
    var before = from;
    while (before > 0 && code.isBlank(before - 1) && code.at(before - 1) != '\n') {
      before--;
    }
    var after = code.skipInLine(to, end);
    return (before == 0 || code.at(before - 1) == '\n')
        && (after == end || code.at(after) == '\n');
  }

  /** What is created or altered. */
  private @Nullable String name(int from, int to) {
    var first = wordAt(from);
    if (!first.equals("create") && !first.equals("alter")) {
      return null;
    }
    var named = false;
    var i = code.skip(from + first.length(), to);
    for (var words = 0; i < to && words < MOST_WORDS; words++) {
      var word = wordAt(i);
      if (named && !BEFORE_NAME.contains(word)) {
        return quoted(i, to);
      }
      named |= NAMED.contains(word);
      i = code.skip(i + Math.max(1, word.length()), to);
    }
    return null;
  }

  private @Nullable String quoted(int from, int to) {
    var i = from;
    while (i < to && i - from < 100 && (Masked.isWordPart(code.at(i)) || code.at(i) == '.'
        || code.at(i) == Masked.QUOTE)) {
      i++;
    }
    var name = code.text().substring(from, i).replaceAll("[\"`]", "");
    return name.isBlank() ? null : name;
  }

  private String wordAt(int from) {
    return from < end ? code.word(from, end).toLowerCase(Locale.ROOT) : "";
  }
}
