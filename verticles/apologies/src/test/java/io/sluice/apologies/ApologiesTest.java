package io.sluice.apologies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.RateLimited;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Refusal.UpstreamFailed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApologiesTest {
  private static final String KOREAN = "휴가는 며칠이에요?";
  private static final String ENGLISH = "How many days?";

  @Test
  void itIsInTheLanguageOfTheQuestionAndSaysWhenToComeAgain() {
    var down = new UpstreamDown("openai", "left alone", 29_500);
    assertEquals("죄송합니다. 지금은 답을 쓰는 모델이 답하지 않습니다. 30초 뒤에 다시 물어봐 주세요.", told(KOREAN, down));
    assertEquals("Sorry: the model that writes the answers does not answer now."
        + " Please ask again in 30 seconds.", told(ENGLISH, down));
    assertEquals("죄송합니다. 정해진 시간 안에 답을 마치지 못했습니다. 잠시 뒤에 다시 물어봐 주세요.",
        told(KOREAN, new DeadlinePassed("late")));
    assertEquals("Sorry: something that the answer needs is not there now."
        + " Please ask again in a moment.", told(ENGLISH, new Unavailable("retrieval", "gone")));
  }

  @Test
  void whereAskingAgainIsOfNoUseItSaysSo() {
    assertEquals("죄송합니다. 지금은 답을 쓰는 모델이 답하지 않습니다."
        + " 다시 물어도 같을 수 있으니 관리자에게 알려 주세요.",
        told(KOREAN, new UpstreamFailed("openai", "status 401", false)));
    assertEquals("Sorry: something went wrong with the answer."
        + " Asking again may not help; please tell who runs this.",
        told(ENGLISH, new Internal("bug")));
  }

  static List<Refusal> theirs() {
    return List.of(new BadRequest("empty", "question"), new Cancelled("left"),
        new RateLimited("too many", 1000, 60), new BudgetSpent("spent", 1000));
  }

  @ParameterizedTest
  @MethodSource("theirs")
  void nobodyIsSorryForWhatTheAskerMayNotOrDidNotWant(Refusal why) {
    assertEquals(new Failed(why), Apologies.to(KOREAN, why));
    assertNull(Apologies.to(ENGLISH, why).apology());
  }

  private static String told(String question, Refusal why) {
    return String.valueOf(Apologies.to(question, why).apology());
  }
}
