package io.sluice.evaluation.dataset;

import java.util.Map;

/**
 * A question and the documents that answer it.
 *
 * @param judgements how relevant documents are, by their ids; what is not above 0 is not relevant
 */
public record Question(String id, String text, Map<String, Integer> judgements) {

  public Question {
    judgements = Map.copyOf(judgements);
  }

  boolean hasAnswer() {
    return judgements.values().stream().anyMatch(relevance -> relevance > 0);
  }
}
