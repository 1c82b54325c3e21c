package io.sluice.insight.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Quality.Unanswered;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What nobody could answer, put together. */
class GroupsTest {

  @Test
  void questionsAboutTheSameAreOneGroupInBothLanguages() {
    var groups = Groups.of(Map.of("주차 등록은 어떻게 하나요?", 3L, "주차 등록 방법을 알려주세요", 2L,
        "What is the parking fee?", 4L, "How much is the parking fee for visitors?", 1L,
        "구내식당 메뉴가 뭐예요?", 1L));

    assertEquals(List.of(
        new Unanswered("What is the parking fee?", 5,
            List.of("How much is the parking fee for visitors?")),
        new Unanswered("주차 등록은 어떻게 하나요?", 5, List.of("주차 등록 방법을 알려주세요")),
        new Unanswered("구내식당 메뉴가 뭐예요?", 1, List.of())), groups);
  }
}
