package io.sluice.generation.extractive;

import io.sluice.generation.ExtractiveConfig;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A question that was asked of passages, and what came of it as a reader sees it.
 *
 * @param text what the tokens add up to
 */
record Asked(boolean grounded, String text, List<Citation> citations) {

  static Asked of(String question, Passage... passages) {
    return of(request(question, passages), ExtractiveConfig.DEFAULT);
  }

  static Asked of(Generate request, ExtractiveConfig config) {
    var answer = new ExtractiveAnswerer(config).answer(request, () -> false);
    var events = new ArrayList<GenerationEvent>();
    AnswerWriter.write(answer, events::add);
    var text = new StringBuilder();
    var citations = new ArrayList<Citation>();
    for (var event : events) {
      if (event instanceof Token token) {
        text.append(token.text());
      } else if (event instanceof Citation citation) {
        citations.add(citation);
      }
    }
    return new Asked(answer.grounded(), text.toString(), citations);
  }

  static Generate request(String question, Passage... passages) {
    return new Generate(question, question, "", "normal", List.of(passages), List.of());
  }

  static Passage korean(String title, String... lines) {
    return passage(title, "ko", lines);
  }

  static Passage english(String title, String... lines) {
    return passage(title, "en", lines);
  }

  /** What each citation covers of the text. */
  List<String> quotes() {
    return citations.stream().map(one -> text.substring(one.start(), one.end())).toList();
  }

  List<List<Integer>> sources() {
    return citations.stream().map(Citation::sources).toList();
  }

  private static Passage passage(String title, String language, String... lines) {
    var text = String.join("\n", lines);
    return new Passage(title, 1, title + Arrays.hashCode(lines), title, List.of(), language, text,
        0, text.length(), "hash", null);
  }
}
