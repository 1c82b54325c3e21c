package io.sluice.evaluation.dataset;

import java.io.IOException;

/** The documents of a data set, read anew each time, one after the other. */
@FunctionalInterface
public interface Documents {

  /** Hands each document on, in the order of the files. */
  void each(Sink sink) throws IOException;

  /** Takes documents. */
  @FunctionalInterface
  interface Sink {
    void take(Document document) throws IOException;
  }
}
