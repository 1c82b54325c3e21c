package io.sluice.generation.extractive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.generation.ExtractiveConfig;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Generation.Instead;
import io.sluice.message.Generation.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlternativesTest {
  private static final List<Topic> TOPICS = List.of(new Topic("휴가 규정", "신청 방법"),
      new Topic("휴가 규정", "신청 방법"), new Topic("Leave", "Leave"), new Topic(" ", null),
      new Topic("[Parking](http://evil) [3]", "# Guests\n#"), new Topic("Fourth", null));

  @Test
  void aTopicIsATitleWithItsHeadingAndThreeAreEnough() {
    assertEquals(List.of("휴가 규정: 신청 방법", "Leave", "Parking (3): Guests"),
        Alternatives.to(request("q", new Instead(TOPICS, false))));
  }

  @Test
  void theyAreSaidInTheAskersLanguage() {
    var instead = new Instead(TOPICS.subList(0, 3), false);

    assertEquals("문서에서 이 질문에 대한 답을 찾지 못했습니다. 가장 가까운 문서는 다음과 같습니다:"
        + " ‘휴가 규정: 신청 방법’, ‘Leave’.", said("누가 이겼나요?", instead));
    assertEquals("I could not find an answer to this question in the documents."
        + " The nearest ones are about: “휴가 규정: 신청 방법”, “Leave”.", said("Who won?", instead));
  }

  @Test
  void whereThereIsNothingThatIsSaid() {
    var instead = new Instead(List.of(), true);

    assertEquals("문서에서 이 질문에 대한 답을 찾지 못했습니다. 이 컬렉션에는 볼 수 있는 문서가 없습니다.",
        said("누가 이겼나요?", instead));
    assertEquals("I could not find an answer to this question in the documents."
        + " There are none in this collection that you may see.", said("Who won?", instead));
  }

  @Test
  void anOlderNodeThatSaysNothingGetsTheApologyAlone() {
    assertEquals("I could not find an answer to this question in the documents.",
        said("Who won?", null));
  }

  private static String said(String question, @Nullable Instead instead) {
    return Asked.of(request(question, instead), ExtractiveConfig.DEFAULT).text();
  }

  private static Generate request(String question, @Nullable Instead instead) {
    return new Generate(question, question, "", "normal", List.of(), List.of(), instead, null);
  }
}
