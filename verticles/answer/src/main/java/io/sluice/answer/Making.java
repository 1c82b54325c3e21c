package io.sluice.answer;

import io.sluice.answer.PassageSearch.Found;
import io.sluice.apologies.Apologies;
import io.sluice.bus.Bus;
import io.sluice.language.Language;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes an answer of what was found: sources, tier, words, and what is kept of it. Waits. */
final class Making {
  private final Bus bus;
  private final List<Tier> escalateFrom;
  private final NearestTopics topics;
  private final PastAnswers past;
  private final TopScore topScore;

  Making(Bus bus, AnswerConfig config, PastAnswers past, TopScore topScore) {
    this.bus = bus;
    this.escalateFrom = config.escalateFrom();
    this.topics = new NearestTopics(bus);
    this.past = past;
    this.topScore = topScore;
  }

  /**
   * Writes it into the flight's log, to its end.
   *
   * @param like what was answered to a like question, to be compared; null where there is none
   * @return why there are no words, where the log goes on, since something may stand in for them; null
   *         where it has ended
   */
  @Nullable
  Refusal make(Posed posed, Flight flight, Found found, @Nullable KeptAnswer like) {
    var log = flight.log();
    var question = posed.question();
    var degraded = new ArrayList<>(found.degraded());
    degraded.forEach(log::append);
    topScore.record(found.hits());
    var sources = numbered(found.hits());
    if (!log.append(new Sources(sources))) {
      return null; // stopped, or out of time: not worth any words
    }

    var tier = TierChoice.of(posed.tier(), posed.standalone(), posed.turns().size(),
        found.hits(), bus, posed.call());
    if (tier.degraded() != null) {
      degraded.add(tier.degraded());
      log.append(tier.degraded());
    }
    var generate = new Generate(question.question(), posed.standalone(),
        Language.of(question.question()).tag(), tier.tier().tag(),
        found.hits().stream().map(Hit::passage).toList(), posed.turns(),
        found.hits().isEmpty() && question.retrieves() ? topics.to(found, posed.call()) : null,
        !question.retrieves(), posed.voice());
    var notes = posed.notes();
    notes.did("tier", 0, null, tier.tier().tag()
        + (tier.why() == null ? ", as was asked for" : ": " + String.join("; ", tier.why())));
    var from = notes.now();
    var wording = new Wording(bus, escalateFrom, posed.variant(),
        posed.call().spent(found.usage().costUsd()), log, posed.time());
    switch (wording.of(generate, tier)) {
      case Refused<Words>(Refusal why) when wording.isSeen() ->
        log.end(Apologies.to(question.question(), why));
      case Refused<Words>(Refusal why) -> {
        return why;
      }
      case Answered<Words>(Words words) -> {
        var usage = found.usage().plus(words.usage());
        if (log.append(usage)) {
          var done = done(posed, found, sources, words, usage,
              Stream.concat(degraded.stream(), words.degraded().stream()).toList());
          flight.said(words.text());
          notes.did("generate", from, notes.now() - from,
              found.hits().size() + " passages, " + posed.turns().size() + " turns before",
              words.provider() + " " + words.model() + ", " + usage.promptTokens()
                  + " tokens read, " + usage.completionTokens() + " written, support "
                  + words.support());
          past.keep(posed, found, done, words.text());
          if (like != null) {
            past.compare(posed, like, done, words.text());
          }
          log.end(done);
        }
      }
    }
    return null;
  }

  private static Done done(Posed posed, Found found, List<Source> sources, Words words,
      Usage usage, List<Degraded> degraded) {
    return new Done("", words.grounded(), sources, words.citations(),
        new Route(posed.variant(), words.tier().tag(), words.provider(),
            words.model()),
        CacheState.NONE, degraded, usage, new Timings(posed.time().total(), found.embedMs(),
            found.searchMs(), found.rerankMs(), words.firstTokenMs()),
        words.unsupported(), words.support(), words.finishReason(), words.suggestions());
  }

  private static List<Source> numbered(List<Hit> hits) {
    return IntStream.range(0, hits.size()).mapToObj(i -> Source.of(i + 1, hits.get(i))).toList();
  }
}
