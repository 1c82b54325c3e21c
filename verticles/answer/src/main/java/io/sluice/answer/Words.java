package io.sluice.answer;

import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Generation;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words of one answer: passed on to its log as they come, or held back, and added up. */
final class Words {
  private static final int EVENTS_AT_ONCE = 256;
  /** What is not there any more where a node is being stopped. */
  private static final String GATEWAY = "gateway";

  private final String variant;
  private final TierChoice tier;
  private final boolean held;
  private final boolean elsewhere;
  private final EventLog<AnswerEvent> log;
  private final Stopwatch time;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Refusal failure;
  private final List<AnswerEvent> untold = new ArrayList<>();
  private final List<Citation> citations = new ArrayList<>();
  private final List<Degraded> degraded = new ArrayList<>();
  private Started speaker = new Started("", "");
  private Generated outcome = new Generated(false, Usage.NONE);
  private Usage before = Usage.NONE;
  private volatile boolean complete;
  private boolean lost;
  private @Nullable Double firstTokenMs;

  /**
   * Words to be read.
   *
   * @param held whether nobody is to see them before {@link #tell()}
   * @param elsewhere whether it is another node that puts it into words
   */
  Words(String variant, TierChoice tier, boolean held, boolean elsewhere,
      EventLog<AnswerEvent> log, Stopwatch time) {
    this.variant = variant;
    this.tier = tier;
    this.held = held;
    this.elsewhere = elsewhere;
    this.log = log;
    this.time = time;
  }

  /** Reads to the end; gives why there is none, and null where there is. */
  @Nullable
  Refusal readFrom(StreamReader reader) {
    log.whenEnded().onComplete(end -> stopUnlessComplete(reader));
    while (!complete && failure == null && !log.hasEnded()) {
      switch (reader.next(EVENTS_AT_ONCE).await()) {
        case Refused<Batch>(Refusal why) -> lose(why);
        case Answered<Batch>(Batch batch) -> pass(batch);
      }
    }
    return complete ? null : failure == null ? new Cancelled("nobody reads it") : failure;
  }

  /**
   * Takes it that nobody began: to begin takes no time, so another node that does not say that it did is gone.
   */
  Refusal wereNotBegun(Refusal why) {
    failure = why;
    lost = elsewhere && (why instanceof DeadlinePassed
        || isOf(Generation.GENERATE.address(), why));
    return why;
  }

  private static boolean isOf(String part, Refusal why) {
    return why instanceof Unavailable unavailable && unavailable.part().equals(part);
  }

  /** Whether the node is gone that puts it into words, which says nothing of the model. */
  boolean areLost() {
    return lost;
  }

  private void lose(Refusal why) {
    lost = true;
    failure = why instanceof NotFound
        ? new Unavailable("generation", "what was putting it into words is gone")
        : why;
  }

  /** Whether somebody has seen a word of it. */
  boolean areSeen() {
    return !held && !text.isEmpty();
  }

  /** Passes on what was held back. */
  void tell() {
    if (!untold.isEmpty()) {
      firstTokenMs = time.total();
    }
    untold.forEach(log::append);
    untold.clear();
  }

  String text() {
    return text.toString();
  }

  List<Citation> citations() {
    return citations;
  }

  List<Degraded> degraded() {
    return degraded;
  }

  List<Unsupported> unsupported() {
    return Objects.requireNonNullElse(outcome.unsupported(), List.of());
  }

  @Nullable
  Double support() {
    return outcome.support();
  }

  @Nullable
  String finishReason() {
    return outcome.finishReason();
  }

  List<String> suggestions() {
    return Objects.requireNonNullElse(outcome.suggestions(), List.of());
  }

  /** What else the answer took before these words. */
  void alsoTook(Usage usage) {
    before = usage;
  }

  Tier tier() {
    return tier.tier();
  }

  String provider() {
    return speaker.provider();
  }

  String model() {
    return speaker.model();
  }

  boolean grounded() {
    return outcome.grounded();
  }

  Usage usage() {
    return outcome.usage().plus(before);
  }

  @Nullable
  Double firstTokenMs() {
    return firstTokenMs;
  }

  private void stopUnlessComplete(StreamReader reader) {
    if (!complete) {
      reader.cancel();
    }
  }

  private void pass(Batch batch) {
    batch.events().forEach(event -> take((GenerationEvent) event));
    if (batch.ended() && !complete && failure == null) {
      failure = new Internal("the words ended before the answer did");
    }
  }

  private void pass(AnswerEvent event) {
    if (held) {
      untold.add(event);
    } else {
      log.append(event);
    }
  }

  private void take(GenerationEvent event) {
    switch (event) {
      case Started started -> {
        speaker = started;
        pass(new Routed(variant, tier.tier().tag(), started.provider(), started.model(),
            CacheState.NONE, tier.why()));
      }
      case Token token -> {
        if (text.isEmpty()) {
          firstTokenMs = time.total();
        }
        text.append(token.text());
        pass(token);
      }
      case Citation citation -> {
        citations.add(citation);
        pass(citation);
      }
      case Degraded given -> {
        degraded.add(given);
        pass(given);
      }
      case Generated generated -> {
        outcome = generated;
        complete = true;
      }
      case NotGenerated none -> {
        failure = none.refusal();
        lost = elsewhere && isOf(GATEWAY, none.refusal());
      }
    }
  }
}
