package io.sluice.generation.prompt;

import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The passages as a model is shown them, the best first, as many as there is room for. Where there is
 * not enough for all, sentences that say nothing about the question are dropped first; the last passage
 * that fits in part is cut at a sentence.
 */
final class Context {
  private static final String END = "\n</passage>\n";
  private static final int LONGEST_TITLE = 200;

  private final NavigableMap<Integer, String> texts = new TreeMap<>();
  private final StringBuilder shown = new StringBuilder();
  private final List<Degraded> givenUp = new ArrayList<>();

  static Context of(Generate request, TokenBudget budget) {
    var context = new Context();
    var texts = context.neutralised(request.passages());
    var heads = IntStream.range(0, texts.size())
        .mapToObj(i -> head(i + 1, request.passages().get(i))).toList();
    var characters = texts.stream().mapToLong(String::length).sum()
        + heads.stream().mapToLong(head -> head.length() + END.length()).sum();
    if (budget.fitsAnyhow(characters)
        || budget.take(String.join(END, heads) + String.join("", texts))) {
      IntStream.range(0, texts.size())
          .forEach(i -> context.show(i + 1, heads.get(i), texts.get(i)));
    } else {
      context.fill(heads, texts, new Compression(request.standalone()), budget);
    }
    return context;
  }

  NavigableMap<Integer, String> texts() {
    return texts;
  }

  List<Degraded> givenUp() {
    return givenUp;
  }

  @Override
  public String toString() {
    return shown.toString();
  }

  private List<String> neutralised(List<Passage> passages) {
    var all = passages.stream().map(passage -> Neutralised.of(passage.text())).toList();
    var commanding = IntStream.range(0, all.size()).filter(i -> all.get(i).commands() > 0)
        .mapToObj(i -> "[" + (i + 1) + "] " + passages.get(i).document()).toList();
    if (!commanding.isEmpty()) {
      givenUp.add(new Degraded("passages", "sentences that read like instructions to the model were"
          + " left out of " + String.join(", ", commanding)));
    }
    return all.stream().map(Neutralised::text).toList();
  }

  private void fill(List<String> heads, List<String> texts, Compression compression,
      TokenBudget budget) {
    var cut = false;
    for (var i = 0; i < texts.size() && !cut; i++) {
      if (!budget.take(heads.get(i) + END)) {
        break;
      }
      var text = compression.of(texts.get(i));
      cut = !budget.take(text);
      var fitting = cut ? budget.head(text) : text;
      if (!fitting.isBlank()) {
        show(i + 1, heads.get(i), fitting);
      }
    }
    givenUp.add(new Degraded("context", "there was room for " + this.texts.size() + " of "
        + texts.size() + " passages only, without what says nothing about the question"));
  }

  private void show(int number, String head, String text) {
    texts.put(number, text);
    shown.append(head).append(text).append(END);
  }

  private static String head(int number, Passage passage) {
    var above = passage.heading().stream()
        .filter(heading -> !heading.equals(passage.title())).toList();
    var title = Neutralised.label(Stream
        .concat(Stream.of(passage.title()), above.stream())
        .filter(part -> !part.isBlank()).collect(Collectors.joining(" › ")), LONGEST_TITLE);
    return "<passage n=\"" + number + "\" title=\"" + title + "\">\n";
  }
}
