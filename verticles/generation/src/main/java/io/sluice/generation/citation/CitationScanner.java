package io.sluice.generation.citation;

import io.sluice.language.Sentences;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.GenerationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Passes on what a model says, as it comes, and finds the citations in it. {@code [1]}, {@code [1, 3]},
 * {@code [1-3]} and {@code 【1】} are all written {@code [1][3]}; one of a passage that was not shown is
 * left out, unless it stands right behind a word, as in {@code list[0]}. Only what may become a citation
 * is held back until that is clear. In code there are none.
 *
 * <p>A citation covers what was said since the one before it, but no more than the sentence it stands in
 * or right behind; several in a row cover the same. Not safe for several threads.
 */
public final class CitationScanner {
  private static final int LONGEST_MARKER = 24;
  private static final int WIDEST_RANGE = 20;
  private static final Pattern LIST_MARK = Pattern.compile("^(?:[-*+•]|\\d{1,3}[.)])\\s+");
  private static final Pattern DASH = Pattern.compile("[-–]");
  private static final Pattern PARTS = Pattern.compile("[,;\\s]+");

  private final Set<Integer> known;
  private final Consumer<GenerationEvent> out;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder run = new StringBuilder();
  private final StringBuilder held = new StringBuilder();
  private final List<Citation> citations = new ArrayList<>();
  private final CodeMarks code = new CodeMarks();
  private int afterMarker;
  private int afterUnknown;

  /**
   * A scanner for one answer.
   *
   * @param known the numbers that may be cited; where there are none, brackets are just brackets
   */
  public CitationScanner(Set<Integer> known, Consumer<GenerationEvent> out) {
    this.known = known;
    this.out = out;
  }

  /** What the model says next. */
  public void add(String words) {
    for (var i = 0; i < words.length(); i++) {
      take(words.charAt(i));
    }
    flush();
  }

  /** It says no more. */
  public void finish() {
    release();
    flush();
  }

  /** What was passed on so far. */
  public String text() {
    return text.toString();
  }

  public List<Citation> citations() {
    return List.copyOf(citations);
  }

  private void take(char c) {
    if (held.isEmpty()) {
      if ((c == '[' || c == '【') && !known.isEmpty() && !code.inside()) {
        held.append(c);
      } else {
        say(c);
      }
    } else if (c == ']' || c == '】') {
      held.append(c);
      resolve();
    } else if (held.length() < LONGEST_MARKER && ("0123456789,;-– ".indexOf(c) >= 0)) {
      held.append(c);
    } else {
      release();
      take(c);
    }
  }

  private void say(char c) {
    if (text.isEmpty() && run.isEmpty() && Character.isWhitespace(c)) {
      return; // an answer begins with its first word
    }
    code.pass(c);
    run.append(c);
  }

  /** What was held back is no citation. */
  private void release() {
    var plain = held.toString();
    held.setLength(0);
    plain.chars().forEach(c -> say((char) c));
  }

  private void resolve() {
    var numbers = numbers(held.substring(1, held.length() - 1));
    if (numbers.isEmpty()) {
      release();
      return;
    }
    numbers.retainAll(known);
    if (numbers.isEmpty() && isPartOfWord()) {
      release();
      return;
    }
    held.setLength(0);
    if (numbers.isEmpty()) {
      afterUnknown = length();
    } else {
      flush();
      cite(List.copyOf(numbers));
      numbers.forEach(number -> run.append('[').append(number).append(']'));
      flush();
      afterMarker = text.length();
    }
  }

  /** Whether what is held back stands right behind a word, and not behind another citation. */
  private boolean isPartOfWord() {
    var at = length();
    if (held.charAt(0) != '[' || at == 0 || at == afterUnknown || at == afterMarker) {
      return false;
    }
    var before = run.isEmpty() ? text.charAt(at - 1) : run.charAt(run.length() - 1);
    return Character.isLetterOrDigit(before) || before == '_' || before == ')' || before == ']';
  }

  private int length() {
    return text.length() + run.length();
  }

  /** Those between the brackets; none where anything else is there. */
  private static Set<Integer> numbers(String inside) {
    var numbers = new TreeSet<Integer>();
    for (var part : PARTS.split(inside.strip(), -1)) {
      var ends = DASH.split(part, -1);
      if (ends.length > 2 || !isNumber(ends[0]) || !isNumber(ends[ends.length - 1])) {
        return new TreeSet<>();
      }
      var first = Integer.parseInt(ends[0]);
      var last = Integer.parseInt(ends[ends.length - 1]);
      for (var n = first; n <= last && n - first <= WIDEST_RANGE; n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= 3;
  }

  private void cite(List<Integer> sources) {
    var stretch = text.substring(afterMarker);
    var sentences = Sentences.of(stretch);
    if (stretch.chars().anyMatch(Character::isLetterOrDigit)) {
      var last = sentences.getLast();
      var mark = LIST_MARK.matcher(last.of(stretch));
      var start = afterMarker + last.start() + (mark.find() ? mark.end() : 0);
      put(new Citation(start, afterMarker + last.end(), sources));
    } else if (!citations.isEmpty()) {
      var before = citations.getLast();
      put(new Citation(before.start(), before.end(), sources));
    }
  }

  private void put(Citation citation) {
    citations.add(citation);
    out.accept(citation);
  }

  private void flush() {
    if (!run.isEmpty()) {
      var words = run.toString();
      run.setLength(0);
      text.append(words);
      out.accept(new Token(words));
    }
  }
}
