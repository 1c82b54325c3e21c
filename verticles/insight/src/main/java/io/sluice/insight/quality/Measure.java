package io.sluice.insight.quality;

import java.util.Locale;

/** What tells how good answers are; of all of them more is better, and 1 is the most. */
public enum Measure {
  /** The score of the best passage of an answer that was made. */
  TOP_SCORE("the best passage's score", "가장 좋은 문단의 점수"),
  /** The share of answers from passages that these bear out. */
  GROUNDED("answers that their sources bear out", "출처가 뒷받침하는 답변"),
  /** The share of questions that what was found answered. */
  FOUND("questions that the documents answered", "문서에서 답을 찾은 질문"),
  /** How much of what answers say their sources bear out. */
  FAITHFULNESS("how much of what answers say their sources bear out", "답변 내용 중 출처가 뒷받침하는 비율"),
  /** How near answers are to their questions, by meaning. */
  RELEVANCY("how near answers are to their questions", "질문과 답변의 의미상 가까움"),
  /** How near the passages are to their questions, by meaning. */
  CONTEXT("how near passages are to their questions", "질문과 문단의 의미상 가까움"),
  /** How many of the first three passages people could use. */
  PRECISION("how many of the first three sources were opened", "처음 세 출처 중 열어 본 비율"),
  /** The mean rating, 1 to 5 made 0 to 1. */
  RATING("ratings", "평가"),
  /** How much what is asked is like what was asked before. */
  TOPICS("how much questions are like those before", "이전 질문과 비슷한 정도");

  private final String english;
  private final String korean;

  Measure(String english, String korean) {
    this.english = english;
    this.korean = korean;
  }

  public String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String english() {
    return english;
  }

  String korean() {
    return korean;
  }
}
