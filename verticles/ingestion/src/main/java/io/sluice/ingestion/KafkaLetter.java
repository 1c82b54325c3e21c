package io.sluice.ingestion;

import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record asks for. */
sealed interface KafkaLetter {

  /** The id it goes by, which is the same whenever it comes. */
  String ingestion();

  /** Take this document in. */
  record Upsert(String ingestion, DocumentKey key,
      SubmitDocument document) implements KafkaLetter {}

  /**
   * Erase this document.
   *
   * @param principals on whose behalf; null where the sender may erase whatever there is
   */
  record Delete(String ingestion, DocumentKey key,
      @Nullable List<String> principals) implements KafkaLetter {}

  /** It cannot be made sense of, and never will. */
  record Poison(String ingestion, Refusal why) implements KafkaLetter {}
}
