package io.sluice.generation.extractive;

import io.sluice.generation.extractive.Answer.Part;
import io.sluice.language.Language;
import io.sluice.message.Passage;
import java.util.List;
import java.util.stream.Collectors;

/** Says honestly that the passages do not answer, and what the nearest documents are about. */
final class NotFound {
  private static final int TITLES = 3;
  private static final int LONGEST_TITLE = 80;

  private NotFound() {}

  static Answer among(List<Passage> passages, Language language) {
    var titles = passages.stream()
        .map(passage -> ReadableText.label(passage.title(), LONGEST_TITLE))
        .filter(title -> !title.isBlank()).distinct().limit(TITLES).toList();
    var text = language == Language.KOREAN ? korean(titles) : english(titles);
    return new Answer(false, List.of(new Part("", text, List.of())));
  }

  private static String korean(List<String> titles) {
    var sorry = "문서에서 이 질문에 대한 답을 찾지 못했습니다.";
    return titles.isEmpty()
        ? sorry
        : sorry + " 가장 가까운 문서는 다음과 같습니다: " + quoted(titles, "‘", "’") + ".";
  }

  private static String english(List<String> titles) {
    var sorry = "I could not find an answer to this question in the documents.";
    return titles.isEmpty()
        ? sorry
        : sorry + " The nearest ones are about: " + quoted(titles, "“", "”") + ".";
  }

  private static String quoted(List<String> titles, String open, String close) {
    return titles.stream().map(title -> open + title + close).collect(Collectors.joining(", "));
  }
}
