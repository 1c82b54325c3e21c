package io.sluice.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often a measurement and its baseline take turns, after one that does not count
 * @param hopRounds how often JMH starts a JVM for each kind of hop
 * @param hopTime how long an iteration of JMH lasts
 * @param forks whether JMH gets JVMs of its own
 * @param texts questions embedded in one turn; of the longer passages it is a tenth
 * @param passages in the corpus that is searched
 * @param queries searched in one turn
 * @param manyPassages in the large corpus, of which the nearest vectors are looked for
 * @param load how long the load on {@code /v1/ask} and on its baseline lasts in one turn
 * @param streams of a model at once, and half the number of those one after the other
 * @param words in a stream that comes at once
 * @param starts how often a gateway is started
 * @param openStreams answers that are streamed at once from little memory
 * @param readers idle ones
 * @param askers at once, of questions that were not asked before
 * @param experiments that are simulated of each kind
 * @param documents taken in in one turn, of eight passages each
 * @param longDocument passages of the document that comes twice
 * @param bulk passages that are taken in with little memory
 * @param pdfMb megabytes of a PDF
 */
record Settings(int rounds, int hopRounds, Duration hopTime, boolean forks, int texts, int passages,
    int queries, int manyPassages, Duration load, int streams, int words, int starts,
    int openStreams, int readers, int askers, int experiments, int documents, int longDocument,
    int bulk,
    int pdfMb) {

  /** Some twenty minutes on two idle cores. */
  static final Settings FULL = new Settings(5, 3, Duration.ofMillis(500), true, 400, 10_000, 200,
      100_000,
      Duration.ofSeconds(2), 128, 5000, 3, 1000, 10_000, 100, 10_000, 40, 1000, 20_000, 200);

  /** Shows that the code works, and nothing else. */
  static final Settings TINY = new Settings(1, 1, Duration.ofMillis(50), false, 4, 60, 4, 80,
      Duration.ofMillis(300), 4, 50, 1, 200, 200, 8, 20, 2, 20, 40, 2);
}
