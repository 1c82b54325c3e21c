package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.CallInfo;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Passage;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Reranking;
import io.sluice.message.Reranking.Rerank;
import io.sluice.message.Reranking.Reranked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Lets the passages found be put in a better order. Where that is late or fails they stay in the order
 * they were found in, and the answer says so.
 */
final class Reranker {
  private static final int PART = 3;
  private static final Duration LEAST = Duration.ofMillis(200);

  private final Bus bus;
  private final Duration within;

  Reranker(Bus bus, Duration within) {
    this.bus = bus;
    this.within = within;
  }

  /** Waits. What was not reranked in time stays behind what was. */
  List<Hit> rerank(String query, List<Hit> hits, List<Degraded> degraded, CallInfo call) {
    if (hits.isEmpty()) {
      return hits;
    }
    var may = may(call);
    if (may.compareTo(LEAST) < 0) {
      degraded.add(new Degraded("rerank",
          "in the order of the search: what time is left is for the words"));
      return hits;
    }
    var texts = hits.stream().map(hit -> text(hit.passage())).toList();
    return switch (bus.ask(Reranking.RERANK, new Rerank(query, texts), call.atMost(may))
        .await()) {
      case Refused<Reranked>(Refusal why) -> {
        degraded.add(Degraded.since("rerank", "in the order of the search: ", why));
        yield hits;
      }
      case Answered<Reranked>(Reranked reranked) -> {
        var count = Math.min(reranked.scores().size(), hits.size());
        if (count < hits.size()) {
          degraded.add(new Degraded("rerank", "only the best " + count + " of " + hits.size()
              + " passages were put in a better order in time"));
        }
        yield reordered(hits, reranked.scores().subList(0, count));
      }
    };
  }

  /** A part of what is left, since words without an order are worth more than an order without words. */
  private Duration may(CallInfo call) {
    var part = call.remaining().dividedBy(PART);
    return part.compareTo(within) < 0 ? part : within;
  }

  private static List<Hit> reordered(List<Hit> hits, List<Double> scores) {
    var all = new ArrayList<Hit>(hits.size());
    for (var i = 0; i < scores.size(); i++) {
      var hit = hits.get(i);
      all.add(new Hit(hit.passage(), hit.score(),
          new Legs(hit.legs().keyword(), hit.legs().vector(), scores.get(i)), hit.why()));
    }
    all.sort(Comparator.comparingDouble(
        (Hit hit) -> Objects.requireNonNull(hit.legs().rerank())).reversed());
    all.addAll(hits.subList(scores.size(), hits.size()));
    return all;
  }

  /** With what says where it stands: a passage alone may not name what it is about. */
  private static String text(Passage passage) {
    var lines = new ArrayList<String>();
    lines.add(passage.title());
    lines.addAll(passage.heading());
    lines.add(passage.text());
    return String.join("\n", lines);
  }
}
