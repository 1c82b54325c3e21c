package io.sluice.answer;

import io.sluice.answer.Expander.Asked;
import io.sluice.answer.RankFusion.Ranking;
import io.sluice.bus.Bus;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches for what a model adds to the question. Whatever goes wrong, there is what the question alone
 * found, and the asker is told.
 */
final class WiderSearch {
  /** The first of one wording alone comes behind the first five of the asker's own words. */
  static final double OWN = 1;
  static final double OTHER = 0.7;

  private final Bus bus;
  private final Ask<FindPassages, PassagesFound> finding;
  private final Embedder embedder;
  private final int wordings;

  WiderSearch(Bus bus, Ask<FindPassages, PassagesFound> finding, Embedder embedder,
      int wordings) {
    this.bus = bus;
    this.finding = finding;
    this.embedder = embedder;
    this.wordings = wordings;
  }

  /** What was found at last, and what the model cost. */
  record Widened(PassagesFound found, Usage usage) {}

  /** Waits for the model, and for what is searched for then. */
  Widened widen(Asked asked, Sought sought, PassagesFound alone, List<Degraded> degraded,
      CallInfo call) {
    return switch (asked.reply().await()) {
      case Refused<Completed>(Refusal why) -> new Widened(
          givenUp(alone, degraded, why.message()), Usage.NONE);
      case Answered<Completed>(Completed said) -> new Widened(switch (asked.mode()) {
        case OFF -> alone;
        case QUERIES -> byWordings(said.text(), sought, alone, degraded, call);
        case HYPOTHETICAL -> byPassage(said.text(), sought, alone, degraded, call);
      }, said.usage());
    };
  }

  private PassagesFound byWordings(String said, Sought sought, PassagesFound alone,
      List<Degraded> degraded, CallInfo call) {
    var others = OtherWordings.of(said, sought.query(), wordings);
    if (others.isEmpty()) {
      return givenUp(alone, degraded, "what the model wrote are no other wordings");
    }
    var vectors = sought.embedded() == null
        ? null
        : embed(others, Purpose.QUESTION, degraded, call);
    var searches = IntStream.range(0, others.size())
        .mapToObj(i -> sought.as(others.get(i), vectors == null
            ? null
            : new Embedded(vectors.model(), vectors.languages(),
                List.of(vectors.vectors().get(i)))))
        .map(one -> bus.ask(finding, one.toMessage(), call)).toList();
    Future.join(searches).await();

    var rankings = new ArrayList<Ranking>();
    rankings.add(new Ranking(OWN, alone.hits()));
    var searched = new ArrayList<String>();
    for (var i = 0; i < searches.size(); i++) {
      switch (searches.get(i).result()) {
        case Answered<PassagesFound>(PassagesFound found) -> {
          rankings.add(new Ranking(OTHER, found.hits()));
          searched.add(others.get(i));
        }
        case Refused<PassagesFound>(Refusal why) -> degraded.add(new Degraded("expansion",
            "'" + others.get(i) + "' was not searched for: " + why.message()));
      }
    }
    return explained(alone, RankFusion.fuse(rankings, sought.count()), Kind.QUERIES, searched);
  }

  private PassagesFound byPassage(String said, Sought sought, PassagesFound alone,
      List<Degraded> degraded, CallInfo call) {
    var passage = Hypothesis.of(said, sought.query());
    var question = sought.embedded();
    if (passage == null || question == null) {
      return givenUp(alone, degraded, question == null
          ? "there is no vector for it to add to"
          : "what the model wrote is no passage about it");
    }
    var embedded = embed(List.of(passage), Purpose.PASSAGE, degraded, call);
    if (embedded == null) {
      return alone;
    }
    var between = embedded.model().equals(question.model())
        ? Middle.of(question.vectors().getFirst(), embedded.vectors().getFirst())
        : null;
    if (between == null) {
      return givenUp(alone, degraded, "its vector cannot be compared with the passage's");
    }
    var reply = bus.ask(finding, sought.by(question, between).toMessage(), call)
        .await();
    return switch (reply) {
      case Refused<PassagesFound>(Refusal why) -> givenUp(alone, degraded, why.message());
      case Answered<PassagesFound>(PassagesFound found) -> explained(found, found.hits(),
          Kind.HYPOTHETICAL, List.of(passage));
    };
  }

  private @Nullable Embedded embed(List<String> texts, Purpose purpose, List<Degraded> degraded,
      CallInfo call) {
    return switch (embedder.embed(texts, purpose, call)) {
      case Answered<Embedded>(Embedded embedded) -> embedded;
      case Refused<Embedded>(Refusal why) -> {
        degraded.add(new Degraded("expansion",
            "what the model added has no vector: " + why.message()));
        yield null;
      }
    };
  }

  private static PassagesFound givenUp(PassagesFound alone, List<Degraded> degraded, String why) {
    degraded.add(new Degraded("expansion", "searched for the question alone: " + why));
    return alone;
  }

  private static PassagesFound explained(PassagesFound found, List<Hit> hits, Kind kind,
      List<String> words) {
    var others = found.expansions() == null ? List.<Expansion>of() : found.expansions();
    return new PassagesFound(hits, found.epoch(), found.otherModel(), words.isEmpty()
        ? found.expansions()
        : Stream.concat(others.stream(), Stream.of(new Expansion(kind, words))).toList(),
        found.ageMs());
  }
}
