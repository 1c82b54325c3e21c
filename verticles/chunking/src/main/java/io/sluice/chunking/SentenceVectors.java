package io.sluice.chunking;

import java.util.List;

/** What sentences mean, asked by the semantic strategy alone, once a document. */
@FunctionalInterface
public interface SentenceVectors {

  /** For callers that have none: the semantic strategy falls back to paragraphs. */
  SentenceVectors NONE = _ -> {
    throw new Unavailable("there is nothing that embeds sentences");
  };

  /** One vector for each sentence, in their order. */
  List<float[]> of(List<String> sentences) throws Unavailable;

  /** There are no vectors to be had; the message says why. */
  final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    public Unavailable(String message) {
      super(message);
    }
  }
}
