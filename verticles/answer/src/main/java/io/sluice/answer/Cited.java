package io.sluice.answer;

import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an answer rests on: of its sources, those that it cites. */
final class Cited {

  private Cited() {}

  static List<Source> of(Done answer) {
    var numbers = answer.citations().stream().map(Citation::sources)
        .flatMap(sources -> sources.stream()).collect(Collectors.toSet());
    return answer.sources().stream().filter(source -> numbers.contains(source.n())).toList();
  }

  /** Their ids. */
  static Set<String> passages(Done answer) {
    return of(answer).stream().map(Source::passage).collect(Collectors.toSet());
  }
}
