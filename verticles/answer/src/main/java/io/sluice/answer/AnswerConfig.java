package io.sluice.answer;

import io.sluice.message.Tier;
import io.sluice.privacy.Masking;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How questions are answered.
 *
 * @param k how many passages an answer may rest on where the asker does not say
 * @param embedWithin how long a question waits for its vector before it goes by words alone
 * @param rerankWithin how long a question waits for a better order of what was found
 * @param condenseWithin how long a follow-up question waits to be rewritten by a model
 * @param expansion what a model adds before it is searched
 * @param prompts the folder with what the model is told for that
 * @param passages which of the passages found are taken
 * @param privacy what becomes of personal data in questions; there are no pseudonyms in them
 * @param escalateFrom tiers whose answers are held back until they are checked; one that its sources do
 *        not bear out is asked for again one tier up
 * @param maxConcurrent how many questions may be in work at once; more are refused
 * @param searchesAtOnce how many of them are searched for at once, 0 for as many as suit the cores; three
 *        times as many wait
 * @param conversations how many conversations are remembered in memory; the longest unused is forgotten first
 * @param conversationTurns how many questions and answers of a conversation are remembered
 * @param conversationTtl how long a conversation is remembered after its last answer
 * @param replayWordsPerSecond how fast an answer is said that was kept; 0 for at once
 */
public record AnswerConfig(int k, Duration embedWithin, Duration rerankWithin,
    Duration condenseWithin, ExpansionConfig expansion, Path prompts, SelectionConfig passages,
    Masking privacy, List<Tier> escalateFrom, int maxConcurrent, int searchesAtOnce,
    int conversations,
    int conversationTurns,
    Duration conversationTtl, int replayWordsPerSecond) {

  public AnswerConfig {
    Check.range("k", k, 1, 50);
    Check.positive("embed-within", embedWithin);
    Check.positive("rerank-within", rerankWithin);
    Check.positive("condense-within", condenseWithin);
    Check.required("expansion", expansion);
    Check.required("prompts", prompts);
    Check.required("passages", passages);
    if (Check.required("privacy", privacy) == Masking.HASH) {
      throw new Violation("privacy", "must be off or mask");
    }
    escalateFrom = List.copyOf(Check.required("escalate-from", escalateFrom));
    Check.range("max-concurrent", maxConcurrent, 1, 1_000_000);
    Check.range("searches-at-once", searchesAtOnce, 0, 100_000);
    Check.range("conversations", conversations, 1, 10_000_000);
    Check.range("conversation-turns", conversationTurns, 1, 100);
    Check.positive("conversation-ttl", conversationTtl);
    Check.range("replay-words-per-second", replayWordsPerSecond, 0, 1_000);
  }
}
