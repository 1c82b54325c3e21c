package io.sluice.message;

import io.sluice.message.Ingestion.DocumentAccepted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code ingestion} about documents that could not be taken in. */
public sealed interface DeadLetters extends Message {

  Ask<ListDeadLetters, DeadLettersListed> LIST = new Ask<>("sluice.ingestion.dead-letters",
      ListDeadLetters.class, DeadLettersListed.class, Duration.ofSeconds(10));
  Ask<RetryDeadLetter, DocumentAccepted> RETRY = new Ask<>("sluice.ingestion.retry",
      RetryDeadLetter.class, DocumentAccepted.class, Duration.ofSeconds(10)).toWhoKnows();

  /**
   * The dead letters the asker may see, the latest first.
   *
   * @param collection null for all
   */
  record ListDeadLetters(@Nullable String collection, int limit) implements DeadLetters {}

  record DeadLettersListed(List<DeadLetter> letters) implements DeadLetters {
    public DeadLettersListed {
      letters = List.copyOf(letters);
    }
  }

  /** A document that failed for good, or as often as it was tried. */
  record DeadLetter(String ingestion, String collection, String document, int version,
      Refusal reason, int attempts, Instant failedAt) {}

  /** Try it again from the start. */
  record RetryDeadLetter(String ingestion) implements DeadLetters {}
}
