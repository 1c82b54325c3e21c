package io.sluice.generation.extractive;

import io.sluice.generation.extractive.Answer.Part;
import io.sluice.language.Language;
import io.sluice.message.Generation.Generate;
import java.util.List;
import java.util.stream.Collectors;

/** Says honestly that the passages do not answer, and what the nearest documents are about. */
final class NotFound {

  private NotFound() {}

  static Answer to(Generate request, Language language) {
    var nearest = Alternatives.to(request);
    var nothingThere = request.instead() != null && request.instead().nothingThere();
    var text = language == Language.KOREAN
        ? korean(nearest, nothingThere)
        : english(nearest, nothingThere);
    return new Answer(false, List.of(new Part("", text, List.of())));
  }

  private static String korean(List<String> nearest, boolean nothingThere) {
    var sorry = "문서에서 이 질문에 대한 답을 찾지 못했습니다.";
    if (nothingThere) {
      return sorry + " 이 컬렉션에는 볼 수 있는 문서가 없습니다.";
    }
    return nearest.isEmpty()
        ? sorry
        : sorry + " 가장 가까운 문서는 다음과 같습니다: " + quoted(nearest, "‘", "’") + ".";
  }

  private static String english(List<String> nearest, boolean nothingThere) {
    var sorry = "I could not find an answer to this question in the documents.";
    if (nothingThere) {
      return sorry + " There are none in this collection that you may see.";
    }
    return nearest.isEmpty()
        ? sorry
        : sorry + " The nearest ones are about: " + quoted(nearest, "“", "”") + ".";
  }

  private static String quoted(List<String> titles, String open, String close) {
    return titles.stream().map(title -> open + title + close).collect(Collectors.joining(", "));
  }
}
