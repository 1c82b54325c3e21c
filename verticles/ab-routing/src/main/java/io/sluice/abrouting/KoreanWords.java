package io.sluice.abrouting;

import io.sluice.abrouting.Judge.Judged;
import io.sluice.abrouting.statistics.Interval;
import io.sluice.abrouting.statistics.Sums;
import io.sluice.message.AbRouting.Finding;
import io.sluice.message.AbRouting.Metric;

/** Findings in Korean. No particle follows a name, since it would depend on how that is read. */
final class KoreanWords implements Words {
  static final KoreanWords INSTANCE = new KoreanWords();

  private KoreanWords() {}

  @Override
  public String of(Judged variant, Finding finding, ExperimentConfig config) {
    var name = variant.name();
    var numbers = variant.difference() == null
        ? ""
        : numbers(config.metric(), variant.difference(), variant);
    return switch (finding) {
      case TOO_EARLY ->
        "아직 알 수 없습니다. 변형 %1$s: 답변 %2$s개, 기준(control) %3$s개. 판단하려면 각각 질문자 %5$s명에게서 %4$s개가 먼저 필요합니다."
            .formatted(name, Words.count(variant.n()), Words.count(variant.controlN()),
                Words.count(config.minimum()), Sums.ENOUGH);
      case UNDECIDED -> "아직 알 수 없습니다. 변형 %s: %s. %s".formatted(name, numbers,
          outlook(variant, config));
      case BETTER -> "변형 %s 쪽이 더 좋습니다: %s.".formatted(name, numbers);
      case WORSE -> "변형 %s 쪽이 더 나쁩니다: %s.".formatted(name, numbers);
      case ALIKE -> "변형 %s: %s%% 이상의 차이는 없습니다. %s.".formatted(name,
          Words.percent(config.smallestEffect()), numbers);
      case NOT_TO_BE_TRUSTED -> "변형 %s: 이 결과를 믿지 마십시오.".formatted(name);
    };
  }

  private static String numbers(Metric metric, Interval difference, Judged variant) {
    var answers = variant.n() == variant.controlN()
        ? "답변 각 " + Words.count(variant.n()) + "개"
        : "답변 " + Words.count(variant.n()) + "개, 기준 " + Words.count(variant.controlN()) + "개";
    return "%s %s (%s에서 %s 사이), %s".formatted(called(metric),
        amount(metric, difference.estimate()), amount(metric, difference.low()),
        amount(metric, difference.high()), answers);
  }

  private static String outlook(Judged variant, ExperimentConfig config) {
    var effect = Words.percent(config.smallestEffect());
    if (variant.needed() == null) {
      return "얼마나 더 필요한지는 아직 알 수 없습니다.";
    }
    return variant.needed() == 0
        ? "%s%%의 차이가 있었다면 이미 드러났을 가능성이 큽니다.".formatted(effect)
        : "%s%%의 차이가 있다면 답변 %s개가 더 모이면 드러날 가능성이 큽니다.".formatted(effect,
            Words.count(variant.needed()));
  }

  private static String called(Metric metric) {
    return switch (metric) {
      case RATING -> "평점";
      case GROUNDED -> "근거 있는 답변";
      case CLICKED -> "출처를 열어 본 답변";
      case LATENCY -> "응답 시간";
      case COST -> "답변당 비용";
    };
  }

  private static String amount(Metric metric, double value) {
    return Words.amount(metric, value, "%p");
  }
}
