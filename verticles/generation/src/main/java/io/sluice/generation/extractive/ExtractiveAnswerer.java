package io.sluice.generation.extractive;

import io.sluice.generation.ExtractiveConfig;
import io.sluice.message.Generation.Generate;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;

/**
 * Finds the answer in the passages: reads their sentences, ranks them, and quotes the best, unless even
 * that one says too little about the question.
 */
final class ExtractiveAnswerer {
  private final ExtractiveConfig config;

  ExtractiveAnswerer(ExtractiveConfig config) {
    this.config = config;
  }

  /**
   * Answers from what is in the passages. Whatever stands there is quoted or not; none of it is followed.
   *
   * @param stopped whether nobody waits any more; the answer is then of no use
   */
  Answer answer(Generate request, BooleanSupplier stopped) {
    var question = Question.of(request);
    var sentences = new ArrayList<Sentence>();
    var number = 0;
    for (var passage : request.passages()) {
      number++;
      sentences.addAll(PassageReader.read(passage, number, stopped));
    }
    var ranked = Ranking.of(question, sentences);
    return ranked.isEmpty() || ranked.getFirst().support() < config.minSupport()
        ? NotFound.to(request, question.language())
        : Layout.of(Selection.of(ranked, config.maxSentences()));
  }
}
