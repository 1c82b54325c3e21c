package io.sluice.message;

import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code cache}: what was answered, found and embedded before. */
public sealed interface Caching extends Message {

  /** As {@link Embedding#EMBED}, by way of what was embedded before. */
  Ask<Embed, Embedded> EMBED = new Ask<>("sluice.cache.embed", Embed.class, Embedded.class,
      Embedding.EMBED.timeout());
  /** As {@link Retrieval#FIND_PASSAGES}, by way of what was found before. */
  Ask<FindPassages, PassagesFound> FIND_PASSAGES = new Ask<>("sluice.cache.find",
      FindPassages.class, PassagesFound.class, Retrieval.FIND_PASSAGES.timeout());
  Ask<LookUp, LookedUp> LOOK_UP = new Ask<>("sluice.cache.look-up", LookUp.class, LookedUp.class,
      Duration.ofSeconds(1));
  Ask<ConfirmAnswer, AnswerConfirmed> CONFIRM_ANSWER = new Ask<>("sluice.cache.confirm",
      ConfirmAnswer.class, AnswerConfirmed.class, Duration.ofSeconds(1));
  Ask<StoreAnswer, AnswerStored> STORE_ANSWER = new Ask<>("sluice.cache.store", StoreAnswer.class,
      AnswerStored.class, Duration.ofSeconds(5));
  Ask<CompareAnswer, AnswerCompared> COMPARE_ANSWER = new Ask<>("sluice.cache.compare",
      CompareAnswer.class, AnswerCompared.class, Duration.ofSeconds(5));
  Ask<DescribeCaches, CachesDescribed> DESCRIBE_CACHES = new Ask<>("sluice.cache.describe",
      DescribeCaches.class, CachesDescribed.class, Duration.ofSeconds(5));
  Ask<EvictAnswers, AnswersEvicted> EVICT_ANSWERS = new Ask<>("sluice.cache.evict",
      EvictAnswers.class, AnswersEvicted.class, Duration.ofSeconds(10));

  /**
   * All that an answer depends on beside its question, its tenant and who asks.
   *
   * @param policy stands for everything that is configured: prompts, models, how passages are found
   * @param language the answer is in
   * @param said stands for what was said before in the conversation, which a model is told, too; null
   *        where nothing was
   */
  record Scope(String collection, String variant, String policy, @Nullable String tier,
      Filters filters, @Nullable Integer k, @Nullable Expand expand, String language,
      @Nullable String said) {

    /** As if nothing had been said before. */
    public Scope alone() {
      return new Scope(collection, variant, policy, tier, filters, k, expand, language, null);
    }
  }

  /**
   * Was this answered before?
   *
   * @param question in words that stand alone
   * @param alike whether to look for other questions that mean the same, and not for this one
   * @param embedded its vector; null where there is none that says anything, or none is needed
   * @param maxAgeMs no older answer; null for any that is not too old by itself
   * @param stale also one that is too old, or whose passages may have changed
   */
  record LookUp(Scope scope, String question, boolean alike, @Nullable Embedded embedded,
      @Nullable Long maxAgeMs, boolean stale) implements Caching {}

  /**
   * The answer that is kept, or none.
   *
   * @param nearly the answer to a question that is as alike as is configured, but not as alike as has
   *        been learned to be needed; null where there is none
   * @param candidates what was looked at for the same meaning, the nearest first
   */
  record LookedUp(@Nullable KeptAnswer answer, @Nullable KeptAnswer nearly,
      List<Candidate> candidates) implements Caching {
    public LookedUp {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * An answer that was given before.
   *
   * @param question it was given to, in words that stand alone
   * @param similarity of that question; null where it is the same
   * @param unsure why it counts only if {@link ConfirmAnswer} says so; null where it counts
   * @param checked whether it should be answered once more behind the scenes, to compare the two
   */
  record KeptAnswer(String id, String question, String text, Done done, long ageMs,
      @Nullable Double similarity, @Nullable Unsure unsure, boolean checked) {}

  /** Why an answer that is kept has to be confirmed. */
  enum Unsure {
    /** Since then passages came that may answer the question better. */
    NEW_PASSAGES,
    /** It was given to somebody who may see other documents. */
    OTHER_ASKER
  }

  /**
   * A question that was answered before and is like this one.
   *
   * @param score how alike they are, from 0 to 1
   * @param why what speaks against taking its answer; null where nothing does
   */
  record Candidate(String question, double score, @Nullable String why) {}

  /**
   * Does an answer hold for who asks now?
   *
   * @param found what is found for its question now, by who asks now, and is as much to the point
   * @param epoch of the collection when it was found
   * @param alike whether it was found as the answer to a like question
   * @param fits false where something else speaks against it already
   */
  record ConfirmAnswer(String id, List<Basis> found, long epoch, boolean alike, boolean fits)
      implements
        Caching {
    public ConfirmAnswer {
      found = List.copyOf(found);
    }
  }

  record AnswerConfirmed(boolean holds) implements Caching {}

  /**
   * What an answer rests on.
   *
   * @param hash of a passage of the document; null where it is any of them
   */
  record Basis(String document, @Nullable String hash) {}

  /**
   * Keep an answer, unless what it rests on has changed meanwhile.
   *
   * @param question in words that stand alone
   * @param embedded its vector; null where there is none
   * @param done with the sources that it cites
   * @param basis the passages that it cites: what it rests on
   * @param seen all passages that were found for it
   * @param epoch of the collection when they were found
   */
  record StoreAnswer(Scope scope, String question, @Nullable Embedded embedded, String text,
      Done done, List<Basis> basis, List<Basis> seen, long epoch) implements Caching {
    public StoreAnswer {
      basis = List.copyOf(basis);
      seen = List.copyOf(seen);
    }
  }

  /**
   * Whether it is kept.
   *
   * @param why not; null where it is
   */
  record AnswerStored(@Nullable String why) implements Caching {}

  /**
   * A question that was like another one was answered for itself.
   *
   * @param score how alike the two are
   * @param same whether both answers say the same
   */
  record CompareAnswer(Scope scope, double score, boolean same) implements Caching {}

  /** It is counted. */
  record AnswerCompared() implements Caching {}

  /** How are the tenant's caches? */
  record DescribeCaches() implements Caching {}

  record CachesDescribed(List<LayerState> layers, List<Likening> likening) implements Caching {
    public CachesDescribed {
      layers = List.copyOf(layers);
      likening = List.copyOf(likening);
    }
  }

  /**
   * A cache, of all tenants together since the node started.
   *
   * @param evicted what went for want of room
   * @param outdated what went because what it rests on has changed
   */
  record LayerState(String layer, long hits, long misses, long entries, long bytes, long maxBytes,
      long ttlMs, long evicted, long outdated) {}

  /**
   * How alike two questions of a collection must be, so that one gets the other's answer.
   *
   * @param off whether none do, since too many answers differed
   * @param compared how many answers were compared
   * @param different how many of these differed, of those that were alike enough
   */
  record Likening(String collection, double threshold, boolean off, int compared,
      int different) {}

  /**
   * Forget answers of the tenant.
   *
   * @param collection null for all
   * @param document only those that rest on it; null for all
   * @param question only those to this one, as it was put or in words that stand alone; null for all
   * @param dryRun only say which
   */
  record EvictAnswers(@Nullable String collection, @Nullable String document,
      @Nullable String question, boolean dryRun) implements Caching {}

  /**
   * These are forgotten, or would be.
   *
   * @param questions some of them
   */
  record AnswersEvicted(int count, List<String> questions) implements Caching {
    public AnswersEvicted {
      questions = List.copyOf(questions);
    }
  }

  /**
   * An answer is kept, says a node to the others: its question may be found by what it means.
   *
   * @param embedded the question's vector; null where there is none
   * @param key of the question
   * @param id of the answer
   * @param says what tells the answer from others
   */
  record QuestionKept(Scope scope, String question, @Nullable Embedded embedded, String key,
      String id, String says) implements Caching {}
}
