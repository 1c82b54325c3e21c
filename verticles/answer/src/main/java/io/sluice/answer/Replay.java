package io.sluice.answer;

import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Caching.KeptAnswer;
import io.vertx.core.Vertx;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says an answer again that was given before: at once, or word by word as fast as is configured. */
final class Replay {
  private final Vertx vertx;
  private final int wordsPerSecond;

  /** With 0 words a second, at once. */
  Replay(Vertx vertx, int wordsPerSecond) {
    this.vertx = vertx;
    this.wordsPerSecond = wordsPerSecond;
  }

  boolean isAtOnce() {
    return wordsPerSecond == 0;
  }

  /**
   * Waits between words, as long as the log goes on. What it saves is what it cost.
   *
   * @param degraded what is to be said about it beside
   */
  void play(KeptAnswer kept, List<Degraded> degraded, Stopwatch time, EventLog<AnswerEvent> log,
      Consumer<AnswerEvent> to) {
    var done = kept.done();
    var cache = new CacheState(kept.similarity() == null ? "exact" : "semantic",
        kept.similarity(), kept.ageMs());
    var route = done.route();
    degraded.forEach(to);
    to.accept(new Sources(done.sources()));
    to.accept(new Routed(route.variant(), route.tier(), route.provider(), route.model(), cache,
        null));
    var firstTokenMs = time.total();
    say(kept.text(), log, to);
    done.citations().forEach(to);
    var usage = new Usage(0, 0, 0, done.usage().costUsd() + done.usage().savedUsd());
    to.accept(usage);
    to.accept(new Done("", done.grounded(), done.sources(), done.citations(), route, cache,
        degraded, usage, new Timings(time.total(), null, null, null, firstTokenMs),
        done.unsupported(), done.support(), done.finishReason(), done.suggestions()));
  }

  private void say(String text, EventLog<AnswerEvent> log, Consumer<AnswerEvent> to) {
    if (isAtOnce()) {
      to.accept(new Token(text));
      return;
    }
    var words = BreakIterator.getLineInstance(Locale.ROOT);
    words.setText(text);
    var start = words.first();
    for (var end = words.next(); end != BreakIterator.DONE && !log.hasEnded(); end = words.next()) {
      to.accept(new Token(text.substring(start, end)));
      start = end;
      vertx.timer(TimeUnit.SECONDS.toMicros(1) / wordsPerSecond, TimeUnit.MICROSECONDS).await();
    }
  }
}
