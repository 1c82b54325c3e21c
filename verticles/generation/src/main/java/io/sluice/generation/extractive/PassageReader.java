package io.sluice.generation.extractive;

import io.sluice.generation.extractive.Sentence.Form;
import io.sluice.language.Language;
import io.sluice.language.Sentences;
import io.sluice.language.Terms;
import io.sluice.message.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Reads the sentences that can be quoted from one passage, in its order. Headings are not quoted, they
 * tell what the sentences below them are about; so does the sentence that introduces a list or a table.
 * Rules, and the rulings of tables, are nothing.
 */
final class PassageReader {
  private static final Pattern HEADING = Pattern
      .compile("^\\s*#{1,6}(?:\\s|$)|\\R\\s*[=-]{3,}\\s*$");
  private static final Pattern FENCE = Pattern.compile("^\\s*(?:```|~~~)");
  private static final Pattern ITEM = Pattern.compile(
      "^\\s*(?:[-*+•·▪◦‣○●□■※]|\\d{1,3}[.)]|\\(\\d{1,3}\\)|[①-⑳]|[가나라마바사아자차카타파하][.)])\\s");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");
  /** A longer list is not an answer to be read at once. */
  private static final int LONGEST_LIST = 10;

  private final Passage passage;
  private final int number;
  private final Language language;
  private final Set<String> title;
  private final List<Sentence> sentences = new ArrayList<>();
  private Set<String> heading;
  private Table table = new Table();

  private PassageReader(Passage passage, int number) {
    this.passage = passage;
    this.number = number;
    this.language = Language.ofTag(passage.language());
    this.title = Set
        .copyOf(Terms.of(passage.title() + "\n" + String.join("\n", passage.heading())));
    this.heading = title;
  }

  /**
   * @param number the passage's place in the request, from 1
   * @param stopped asked before each sentence; the rest is left unread once it says so
   */
  static List<Sentence> read(Passage passage, int number, BooleanSupplier stopped) {
    var reader = new PassageReader(passage, number);
    reader.readSentences(stopped);
    reader.tieLists();
    return reader.sentences;
  }

  private void readSentences(BooleanSupplier stopped) {
    var text = passage.text();
    var spans = Sentences.of(text);
    for (var i = 0; i < spans.size() && !stopped.getAsBoolean(); i++) {
      var raw = spans.get(i).of(text);
      if (Table.isRow(raw)) {
        var isHeader = i + 1 < spans.size() && Table.isSeparator(spans.get(i + 1).of(text));
        readRow(raw, isHeader);
      } else {
        table = new Table();
        readText(raw);
      }
    }
  }

  private void readRow(String raw, boolean isHeader) {
    if (isHeader) {
      table.startWith(raw);
    } else if (!Table.isSeparator(raw)) {
      add(Form.LINE, table.read(raw));
    }
  }

  private void readText(String raw) {
    if (HEADING.matcher(raw).find()) {
      heading = union(title, Terms.of(raw));
    } else if (FENCE.matcher(raw).find()) {
      if (raw.length() <= ReadableText.LONGEST) {
        add(Form.CODE, ReadableText.code(raw));
      }
    } else {
      add(ITEM.matcher(raw).find() ? Form.LINE : Form.PROSE, ReadableText.sentence(raw));
    }
  }

  private void add(Form form, String text) {
    if (WORD.matcher(text).find()) {
      var own = Language.of(text);
      sentences.add(new Sentence(number, sentences.size(), form, text, Set.copyOf(Terms.of(text)),
          aboveIt(form), own == Language.OTHER ? language : own, List.of()));
    }
  }

  /** For the first item of a list the sentence before it, for the others what the first one had. */
  private Set<String> aboveIt(Form form) {
    if (form != Form.LINE || sentences.isEmpty()) {
      return heading;
    }
    var before = sentences.getLast();
    return before.form() == Form.LINE
        ? before.headingTerms()
        : union(before.headingTerms(), before.terms());
  }

  private void tieLists() {
    for (var i = 0; i + 1 < sentences.size(); i++) {
      if (sentences.get(i).form() == Form.PROSE) {
        var end = i + 1;
        while (end < sentences.size() && sentences.get(end).form() == Form.LINE) {
          end++;
        }
        if (end - i - 1 <= LONGEST_LIST) {
          sentences.set(i, sentences.get(i).introducing(sentences.subList(i + 1, end)));
        }
      }
    }
  }

  private static Set<String> union(Set<String> some, Iterable<String> others) {
    var all = new HashSet<>(some);
    others.forEach(all::add);
    return Set.copyOf(all);
  }
}
