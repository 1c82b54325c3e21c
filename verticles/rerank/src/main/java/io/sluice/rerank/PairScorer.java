package io.sluice.rerank;

import java.util.List;

/** Scores each text with the question, in the order of the texts. Any thread may call it. */
interface PairScorer {
  double[] score(String question, List<String> texts) throws Exception;
}
