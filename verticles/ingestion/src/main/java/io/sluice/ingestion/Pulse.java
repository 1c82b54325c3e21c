package io.sluice.ingestion;

import io.sluice.message.Ingestion.Progress;

/** Told by a job how far it is, and asked by it whether to go on. */
final class Pulse {
  private final int attempt;
  private final Runnable news;
  private Progress progress;
  private boolean stopped;

  /** The news is told each time there is any. */
  Pulse(int attempt, Runnable news) {
    this.attempt = attempt;
    this.news = news;
    this.progress = new Progress("waiting", 0, 0, attempt);
  }

  void stage(String stage) {
    tell(new Progress(stage, progress.embedded(), progress.toEmbed(), attempt));
  }

  void embedded(int done, int all) {
    tell(new Progress("embedding", done, all, attempt));
  }

  Progress progress() {
    return progress;
  }

  /** The document is being erased: nothing of this job is wanted any more. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  private void tell(Progress now) {
    progress = now;
    news.run();
  }
}
