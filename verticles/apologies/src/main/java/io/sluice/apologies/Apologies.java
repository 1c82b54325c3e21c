package io.sluice.apologies;

import io.sluice.language.Language;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Code;

/** What an asker is told, in the language of the question, where there is no answer and it is not theirs to blame. */
public final class Apologies {
  private static final long SECOND_MS = 1000;

  private Apologies() {}

  /** How an answer to this question ends that was not to be had. */
  public static Failed to(String question, Refusal why) {
    var code = why.code();
    return code == Code.CANCELLED || code.toString().startsWith("caller.")
        || code.toString().startsWith("policy.")
            ? new Failed(why)
            : new Failed(why, Language.of(question) == Language.KOREAN
                ? korean(why)
                : english(why));
  }

  private static String korean(Refusal why) {
    return "죄송합니다. " + switch (why.code()) {
      case UPSTREAM_FAILED, UPSTREAM_DOWN, UPSTREAM_BUSY -> "지금은 답을 쓰는 모델이 답하지 않습니다. ";
      case DEADLINE_PASSED -> "정해진 시간 안에 답을 마치지 못했습니다. ";
      case OVERLOADED -> "지금은 질문이 너무 많습니다. ";
      case UNAVAILABLE -> "지금은 답에 필요한 것을 쓸 수 없습니다. ";
      default -> "답을 만들다가 문제가 생겼습니다. ";
    } + (why.retryable()
        ? when(why, "잠시 뒤에", "%d초 뒤에") + " 다시 물어봐 주세요."
        : "다시 물어도 같을 수 있으니 관리자에게 알려 주세요.");
  }

  private static String english(Refusal why) {
    return "Sorry: " + switch (why.code()) {
      case UPSTREAM_FAILED, UPSTREAM_DOWN, UPSTREAM_BUSY ->
        "the model that writes the answers does not answer now. ";
      case DEADLINE_PASSED -> "the answer was not ready in the time given. ";
      case OVERLOADED -> "there are too many questions now. ";
      case UNAVAILABLE -> "something that the answer needs is not there now. ";
      default -> "something went wrong with the answer. ";
    } + (why.retryable()
        ? "Please ask again " + when(why, "in a moment", "in %d seconds") + "."
        : "Asking again may not help; please tell who runs this.");
  }

  private static String when(Refusal why, String soon, String seconds) {
    return why.retryAfterMs() <= SECOND_MS
        ? soon
        : seconds.formatted(Math.ceilDiv(why.retryAfterMs(), SECOND_MS));
  }
}
