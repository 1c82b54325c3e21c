package io.sluice.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a gateway may tell the console: numbers that a test can know beforehand. */
final class ConsoleSamples {
  static final String QUALITY = """
      {"windowMs": 3600000, "minimum": 50, "measures": [
        {"name": "top-score", "english": "Score of the best passage", "korean": "가장 좋은 구절의 점수",
         "value": 0.731, "count": 340, "threshold": 0.5, "state": "good", "since": null},
        {"name": "grounded", "english": "Grounded answers", "korean": "근거 있는 답의 비율",
         "value": 0.61, "count": 340, "threshold": 0.8, "state": "bad", "since": "2026-03-02T09:10:00Z"},
        {"name": "rating", "english": "Rating", "korean": "평가",
         "value": null, "count": 3, "threshold": 3.5, "state": "unknown", "since": null}],
       "alerts": [
        {"at": "2026-03-02T09:10:00Z", "measure": "grounded", "state": "bad", "value": 0.61, "threshold": 0.8},
        {"at": "2026-03-01T09:10:00Z", "measure": "top-score", "state": "good", "value": 0.6, "threshold": 0.5}]}
      """;

  private static final String REPORT = """
      {"day": "2026-03-02", "questions": 12, "answered": 11, "refused": 1, "searched": 9, "topScore": 0.7,
       "grounded": 0.9, "notFound": 1, "topThreeClicked": 0.8, "precisionAt3": null,
       "ratings": {"count": 2, "mean": 3.5}, "costUsd": 0.12,
       "worst": [{"id": "ANSWER", "question": "휴가는 며칠이에요?", "score": 0.4, "rating": 1, "why": "rating"}],
       "unanswered": [{"question": "주차장은 어디에 있나요?", "count": 3, "others": ["주차가 되나요?"]}],
       "english": "12 questions were asked.", "korean": "질문 12개가 있었습니다."}
      """;

  static final String EXPERIMENTS = """
      {"experiments": [{"name": "passages", "on": true, "shadow": false,
       "since": "2026-03-01T09:00:00Z", "share": 0.5, "metric": "rating", "smallestEffect": 0.1,
       "minimum": 100, "split": {"p": 0.74, "wrong": false},
       "verdict": {"finding": "better", "variant": "more", "english": "more is better",
        "korean": "평가가 대조군보다 높습니다"},
       "variants": [
        {"name": "control", "share": 0.5, "exposed": 812, "announced": null, "needed": null, "metrics": [
         {"metric": "rating", "n": 402, "mean": 3.71, "low": 3.55, "high": 3.87, "difference": null},
         {"metric": "latency", "n": 2210, "mean": 412, "low": 398, "high": 427, "difference": null}]},
        {"name": "more", "share": 0.5, "exposed": 797, "announced": 380, "needed": 0, "metrics": [
         {"metric": "rating", "n": 391, "mean": 4.08, "low": 3.94, "high": 4.22, "difference":
          {"estimate": 0.1, "low": 0.041, "high": 0.158, "relative": true, "decided": true}},
         {"metric": "latency", "n": 2190, "mean": 418, "low": 401, "high": 435, "difference":
          {"estimate": 0.014, "low": -0.03, "high": 0.06, "relative": true, "decided": false}}]}]}]}
      """;

  private ConsoleSamples() {}

  /** With this answer as the worst. */
  static String report(String answer) {
    return REPORT.replace("ANSWER", answer);
  }

  /** Sixty minutes of two questions each. */
  static String overview() {
    var root = RunningGateway.JSON.createObjectNode().put("from", "2026-03-02T09:00:00Z")
        .put("to", "2026-03-02T10:00:00Z").put("stepMs", 60_000)
        .put("since", "2026-03-02T08:00:00Z");
    root.putObject("totals").put("questions", 120).put("refused", 3).put("ungrounded", 6)
        .put("cached", 40).put("degraded", 2).put("p50Ms", 71.4).put("p99Ms", 812.3)
        .put("costUsd", 0.42).put("savedUsd", 1.1).put("topScore", 0.73);
    var moments = root.putArray("moments");
    for (var minute = 0; minute < 60; minute++) {
      moments.addObject().put("at", "2026-03-02T09:%02d:00Z".formatted(minute))
          .put("questions", 2).put("refused", minute % 20 == 7 ? 1 : 0)
          .put("ungrounded", minute % 10 == 3 ? 1 : 0).put("cached", minute % 2)
          .put("degraded", minute % 30 == 5 ? 1 : 0).put("p50Ms", 60 + minute)
          .put("p99Ms", 300 + 8 * minute).put("costUsd", 0.007).put("savedUsd", 0.02)
          .put("topScore", 0.6 + 0.004 * minute);
    }
    return root.toString();
  }

  /** Two pages of them; the first is of an answer that there is. */
  static String answers(String url, String answer) {
    var root = RunningGateway.JSON.createObjectNode();
    var list = root.putArray("answers");
    if (url.contains("cursor=")) {
      row(list.addObject(), null, "Who won?");
      root.putNull("next");
    } else {
      row(list.addObject(), answer, "휴가는 며칠이에요?");
      row(list.addObject(), null, "How many days of vacation do I get?");
      root.put("next", "c1");
    }
    return root.toString();
  }

  private static void row(ObjectNode row, @Nullable String id, String question) {
    row.put("id", id).put("at", "2026-03-02T09:59:00Z").put("requestId", "r-1")
        .put("collection", "default").put("question", question)
        .put("result", id == null ? "refused" : "grounded")
        .put("refusal", id == null ? "policy.rate_limited" : null)
        .put("tier", id == null ? null : "simple").put("provider", id == null ? null : "extractive")
        .put("model", id == null ? null : "extractive")
        .put("variant", id == null ? null : "control")
        .put("cache", "none").put("totalMs", id == null ? null : 42.5).put("costUsd", 0)
        .putArray("degraded").add("rerank");
  }
}
