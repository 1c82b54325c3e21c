package io.sluice.insight.quality;

import io.sluice.insight.quality.QualityConfig.Tongue;
import io.sluice.message.Quality.Report;
import io.sluice.message.Quality.Unanswered;
import io.sluice.message.Quality.Worst;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A day in words, to be read by people. */
final class ReportWords {
  private static final int MOST_TOLD = 5;
  private static final int MOST_LETTERS = 200;

  private final Report day;
  private final Tongue tongue;
  private final StringBuilder text = new StringBuilder(1_000);

  private ReportWords(Report day, Tongue tongue) {
    this.day = day;
    this.tongue = tongue;
  }

  /** The same report with its words. */
  static Report with(Report day) {
    return new Report(day.day(), day.questions(), day.answered(), day.refused(), day.searched(),
        day.notFound(), day.topScore(), day.grounded(), day.topThreeClicked(),
        day.precisionAtThree(), day.ratings(), day.rating(), day.costUsd(), day.worst(),
        day.unanswered(), new ReportWords(day, Tongue.EN).write(),
        new ReportWords(day, Tongue.KO).write());
  }

  private String write() {
    line(String.format(Locale.ROOT, say("%s (UTC): %d questions, %d answered, %d refused",
        "%s (UTC): 질문 %d건, 답변 %d건, 거절 %d건"), day.day(), day.questions(), day.answered(),
        day.refused()));
    line(String.format(Locale.ROOT,
        say("searched for %d, no answer found for %d", "검색 %d건, 답을 찾지 못함 %d건"), day.searched(),
        day.notFound()));
    told(say("the best passage's score, on average", "가장 좋은 문단의 평균 점수"), day.topScore());
    share(say("answers that their sources bear out", "출처가 뒷받침하는 답변"), day.grounded());
    share(say("one of the first three sources opened", "처음 세 출처 중 하나라도 열어 봄"),
        day.topThreeClicked());
    share(say("of the first three, where one was opened or the rating is bad",
        "열어 보았거나 평가가 나쁜 답변의 처음 세 출처 정확도"), day.precisionAtThree());
    if (day.rating() != null) {
      line(String.format(Locale.ROOT, say("rated %d times, %.1f on average", "평가 %d건, 평균 %.1f점"),
          day.ratings(),
          day.rating()));
    }
    line(String.format(Locale.ROOT, say("cost $%.4f", "비용 $%.4f"), day.costUsd()));
    if (!day.worst().isEmpty()) {
      line(say("To be looked at:", "살펴볼 답변:"));
      day.worst().stream().limit(MOST_TOLD).forEach(this::tell);
    }
    if (!day.unanswered().isEmpty()) {
      line(say("Nobody could answer (what to write next):", "답하지 못한 질문 (다음에 쓸 문서):"));
      day.unanswered().stream().limit(MOST_TOLD).forEach(this::tell);
    }
    return text.toString().stripTrailing();
  }

  private void tell(Worst one) {
    var why = switch (one.why()) {
      case "rating" -> say("rated " + one.rating(), "평가 " + one.rating() + "점");
      case "ungrounded" -> say("no ground in its sources", "출처가 뒷받침하지 않음");
      default -> String.format(Locale.ROOT, say("score %.2f", "점수 %.2f"), one.score());
    };
    line(String.format(Locale.ROOT, "• %s (%s, %s)", quoted(one.question()), why, one.id()));
  }

  private void tell(Unanswered one) {
    line(String.format(Locale.ROOT, say("• %s (%d times)", "• %s (%d회)"), quoted(one.question()),
        one.count()));
  }

  /** In one line, and not too long. */
  private static String quoted(String words) {
    var line = words.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= MOST_LETTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_LETTERS)) + "…";
  }

  private void share(String what, @Nullable Double share) {
    if (share != null) {
      line(String.format(Locale.ROOT, "%s: %.0f %%", what, share * 100));
    }
  }

  private void told(String what, @Nullable Double value) {
    if (value != null) {
      line(String.format(Locale.ROOT, "%s: %.2f", what, value));
    }
  }

  private String say(String english, String korean) {
    return tongue.say(english, korean);
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
