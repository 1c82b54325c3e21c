package io.sluice.ingestion;

import io.sluice.message.Refusal;

/** What became of a record. */
sealed interface KafkaOutcome {

  /** What it asks for is so, by its doing or another's. */
  record Done() implements KafkaOutcome {}

  /** It cannot be done, and its sender is to know. */
  record Failed(Refusal why) implements KafkaOutcome {}

  /** It is not to be done here. */
  record Left() implements KafkaOutcome {}
}
