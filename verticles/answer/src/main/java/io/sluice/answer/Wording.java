package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an answer be put into words, and once more one tier up where its sources do not bear the first
 * ones out: those were held back, so that nobody sees words that are taken back. Where the node that puts it
 * into words goes before anybody has seen one, another is asked, and nobody notices.
 */
final class Wording {
  private static final Logger LOG = LoggerFactory.getLogger(Wording.class);
  private static final int TRIES = 3;

  private final Bus bus;
  private final List<Tier> escalateFrom;
  private final String variant;
  private final CallInfo call;
  private final EventLog<AnswerEvent> log;
  private final Stopwatch time;
  private boolean seen;

  Wording(Bus bus, List<Tier> escalateFrom, String variant, CallInfo call,
      EventLog<AnswerEvent> log, Stopwatch time) {
    this.bus = bus;
    this.escalateFrom = escalateFrom;
    this.variant = variant;
    this.call = call;
    this.log = log;
    this.time = time;
  }

  /** Whether somebody has seen a word. */
  boolean isSeen() {
    return seen;
  }

  /** The words, which have been passed on; refused where they did not come, or not to their end. */
  Reply<Words> of(Generate request, TierChoice tier) {
    var higher = escalateFrom.contains(tier.tier()) && !request.passages().isEmpty()
        ? tier.up()
        : null;
    var first = say(request, tier, higher != null);
    if (higher == null || !(first instanceof Answered<Words>(Words words))) {
      return first;
    }
    if (words.grounded()) {
      words.tell();
      return first;
    }
    var better = say(request.withTier(higher.tier().tag()), higher, false);
    if (better instanceof Answered<Words>(Words its)) {
      its.alsoTook(words.usage());
    }
    return better;
  }

  private Reply<Words> say(Generate request, TierChoice tier, boolean held) {
    for (var tries = 1;; tries++) {
      var words = new Words(variant, tier, held,
          !bus.isServedHere(Generation.GENERATE), log, time);
      var failure = said(request, words);
      seen = seen || words.areSeen();
      if (failure == null) {
        return Reply.of(words);
      }
      if (!words.areLost() || seen || tries == TRIES || log.hasEnded() || call.isLate()) {
        return Reply.refused(failure);
      }
      LOG.warn("asked again, since the node is gone that was to put it into words requestId={}",
          call.requestId());
    }
  }

  private @Nullable Refusal said(Generate request, Words words) {
    return switch (bus.ask(Generation.GENERATE, request, call).await()) {
      case Refused<StreamOpened>(Refusal why) ->
        words.wereNotBegun(why);
      case Answered<StreamOpened>(StreamOpened stream) ->
        words.readFrom(new StreamReader(bus, stream, call, 0));
    };
  }
}
