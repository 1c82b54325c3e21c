package io.sluice.answer;

import io.sluice.message.QueryRecord.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is noted of a question on its way, for the query log. Safe for any thread. */
final class Notes {
  /** What is beyond is cut off where it is written, once it is masked. */
  private static final int MOST_TEXT = Stage.MOST_TEXT + Stage.MARGIN;

  private final Stopwatch time;
  private final List<Stage> stages = new ArrayList<>(8);
  private String standalone;
  private boolean joined;
  private String words = "";

  /** Of a question that came when this stopwatch was started. */
  Notes(String question, Stopwatch time) {
    this.standalone = question;
    this.time = time;
  }

  /**
   * Something was done, and has just ended.
   *
   * @param input what it was done with; null where that is plain
   */
  void did(String stage, double tookMs, @Nullable String input, @Nullable String output) {
    did(stage, Math.max(0, now() - tookMs), tookMs, input, output);
  }

  /** The same, begun so long after the question came. */
  synchronized void did(String stage, double startMs, double tookMs, @Nullable String input,
      @Nullable String output) {
    stages.add(new Stage(stage, startMs, tookMs, brief(input), brief(output)));
  }

  /** It is answered with the same question of another asker. */
  synchronized void joins() {
    joined = true;
    did("join", 0, null, "the same was asked already and is being answered");
  }

  synchronized boolean hasJoined() {
    return joined;
  }

  /** Since the question came. */
  double now() {
    return time.total();
  }

  synchronized void standsAloneAs(String question) {
    standalone = question;
  }

  synchronized void said(String answer) {
    words = answer;
  }

  synchronized String standalone() {
    return standalone;
  }

  synchronized String words() {
    return words;
  }

  synchronized List<Stage> stages() {
    return List.copyOf(stages);
  }

  private static @Nullable String brief(@Nullable String text) {
    return text == null || text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
  }
}
