package io.sluice.launcher;

import io.sluice.bus.Bus;
import io.sluice.cache.alike.Asked;
import io.sluice.cache.alike.Candidate;
import io.sluice.cache.alike.Candidates;
import io.sluice.cache.alike.Judge;
import io.sluice.evaluation.Progress;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the cache would have done with questions of which it is known which are the same. */
final class CacheTrial {
  private static final int AT_ONCE = 64;
  private static final int NEIGHBOURS = 40;

  private final Bus bus;
  private final Progress progress;
  private final List<String> languages;
  private final Map<String, Question> questions = new HashMap<>();

  /** A text, read, and its vector where the model knows its language. */
  private record Question(Asked asked, @Nullable Vector embedded) {

    float @Nullable [] vector() {
      return embedded == null ? null : embedded.values();
    }
  }

  /** A question that was asked: the score of what was found, and whether that is the same. */
  record Found(double score, boolean right) {}

  CacheTrial(Bus bus, Progress progress) {
    this.bus = bus;
    this.progress = progress;
    this.languages = orThrow(wait(bus.ask(Embedding.DESCRIBE_MODEL, new DescribeModel(),
        CallInfo.within(Embedding.DESCRIBE_MODEL.timeout(), "eval")))).languages();
  }

  /** Reads and embeds the texts, for all that follows. */
  void read(List<String> texts) {
    var done = 0;
    for (var from = 0; from < texts.size(); from += AT_ONCE) {
      var batch = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
      var asked = batch.stream().map(Asked::of).toList();
      var known = asked.stream().filter(this::isKnown).map(Asked::text).toList();
      var vectors = embed(known).iterator();
      for (var i = 0; i < batch.size(); i++) {
        questions.put(batch.get(i), new Question(asked.get(i),
            isKnown(asked.get(i)) ? vectors.next() : null));
      }
      done += batch.size();
      progress.at("reading", done, texts.size());
    }
  }

  private boolean isKnown(Asked asked) {
    return languages.contains(asked.language().tag());
  }

  private List<Vector> embed(List<String> texts) {
    return texts.isEmpty()
        ? List.of()
        : orThrow(wait(bus.ask(Embedding.EMBED, new Embed(texts, Purpose.QUESTION),
            CallInfo.within(Embedding.EMBED.timeout(), "eval")))).vectors();
  }

  /** Stores some and asks others, each of them with what it is the same as. */
  List<Found> ask(Map<String, Object> stored, List<Map.Entry<String, Object>> asked) {
    var candidates = filled(stored);
    var found = new ArrayList<Found>();
    var done = 0;
    for (var question : asked) {
      var read = question(question.getKey());
      var match = candidates.find(read.asked(), read.vector());
      if (match != null && match.verdict().veto() == null) {
        found.add(new Found(match.verdict().score(),
            match.candidate().answer().equals(question.getValue())));
      }
      progress.at("asking", ++done, asked.size());
    }
    return found;
  }

  /** The verdicts on all pairs of near neighbours that no guard minds. */
  List<Found> pairs(Map<String, Object> stored) {
    var candidates = filled(stored);
    var judge = Judge.of(candidates);
    var seen = new HashSet<List<String>>();
    var found = new ArrayList<Found>();
    var done = 0;
    for (var one : stored.entrySet()) {
      var read = question(one.getKey());
      for (var other : candidates.nearest(read.asked(), read.vector(), NEIGHBOURS + 1)) {
        if (!other.id().equals(one.getKey()) && seen.add(sorted(one.getKey(), other))) {
          var verdict = judge.on(read.asked(), other.asked(), other.cosine());
          if (verdict.veto() == null) {
            found.add(new Found(verdict.score(), other.answer().equals(one.getValue())));
          }
        }
      }
      progress.at("comparing", ++done, stored.size());
    }
    return found;
  }

  private static List<String> sorted(String one, Candidate<String> other) {
    var pair = new ArrayList<>(List.of(one, other.id()));
    pair.sort(Comparator.naturalOrder());
    return pair;
  }

  private Candidates<String> filled(Map<String, Object> stored) {
    var candidates = new Candidates<String>();
    stored.forEach((text, answer) -> {
      var read = question(text);
      candidates.add(text, read.asked(), read.vector(), answer);
    });
    return candidates;
  }

  private Question question(String text) {
    var question = questions.get(text);
    if (question == null) {
      throw new IllegalStateException("not read: " + text);
    }
    return question;
  }

  private static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static <A> A orThrow(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A answer) -> answer;
      case Refused<A>(Refusal why) -> throw new Trouble(why.message() + " (" + why.code() + ")");
    };
  }
}
