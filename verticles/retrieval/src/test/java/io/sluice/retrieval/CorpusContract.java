package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.await;

import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A corpus for each test of a contract, and somebody without any rights to ask it. */
abstract class CorpusContract implements Engine {

  private static Vertx vertx;

  @TempDir
  private Path folder;
  /** What the corpus has told, the oldest first. */
  protected final Queue<CorpusChanged> told = new ConcurrentLinkedQueue<>();
  protected Corpus corpus;
  protected CorpusClient client;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void closeVertx() {
    await(vertx.close());
  }

  @BeforeEach
  void openCorpus() {
    corpus = await(open(vertx, folder, rules(), told::add));
    client = CorpusClient.of(corpus);
  }

  @AfterEach
  void closeCorpus() {
    await(corpus.close());
  }

  /** How passages are found: as the question says, without anything that is shipped beside that. */
  FindingRules rules() {
    return new FindingRules(100, 1, 0, Blend.RRF, 60, Feedback.OFF, List.of());
  }

  void reopen() {
    closeCorpus();
    openCorpus();
  }

  CallInfo call() {
    return client.call();
  }
}
