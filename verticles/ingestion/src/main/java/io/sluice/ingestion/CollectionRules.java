package io.sluice.ingestion;

import io.sluice.chunking.ChunkingConfig;
import io.sluice.language.KoreanWords;
import io.sluice.privacy.Masking;
import io.sluice.strictjson.Check;

/**
 * How the documents of a collection are treated.
 *
 * @param privacy what becomes of personal data, before anything is stored or embedded
 * @param instructions what becomes of passages that speak to a model
 */
public record CollectionRules(ChunkingConfig chunking, Masking privacy,
    InstructionRule instructions, CopyRules copies) {

  public CollectionRules {
    Check.required("chunking", chunking);
    Check.required("privacy", privacy);
    Check.required("instructions", instructions);
    Check.required("copies", copies);
  }

  /** All that changes what becomes of a text, to be kept with each document. */
  public String fingerprint() {
    return chunking.fingerprint() + KoreanWords.chosenFingerprint()
        + (instructions == InstructionRule.DROP ? ";no-instructions" : "");
  }
}
