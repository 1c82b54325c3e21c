package io.sluice.answer.batch;

import io.sluice.answer.QuestionPrivacy;
import io.sluice.message.Batches.BatchOpened;
import io.sluice.message.Batches.OpenBatch;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides on a batch that is to be opened: it is new, the one that its key has already, or none. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final long RETRY_AFTER_MS = 60_000;

  private final BatchStore store;
  private final Work work;
  private final BatchesConfig config;
  private final QuestionPrivacy privacy;

  Intake(BatchStore store, Work work, BatchesConfig config, QuestionPrivacy privacy) {
    this.store = store;
    this.work = work;
    this.config = config;
    this.privacy = privacy;
  }

  /** Answers once the batch is on the disk. */
  Reply<BatchOpened> open(OpenBatch open, CallInfo call) throws IOException {
    var count = open.lines().size();
    if (count < 1 || count > config.maxQuestions()) {
      return Reply.refused(new BadRequest("questions: must have from 1 to "
          + config.maxQuestions() + " entries, not " + count, "questions"));
    }
    var lines = privacy.of(open.lines());
    var header = BatchStore.header(lines, open.key(), call);
    var key = header.owned();
    var before = key == null ? null : store.find(key);
    if (before != null) {
      return before.asks(lines)
          ? Reply.of(new BatchOpened(before.header().id(), count))
          : Reply.refused(new BadRequest(
              "Idempotency-Key: was sent with other questions before", "Idempotency-Key"));
    }
    if (store.running().stream().filter(batch -> batch.header().tenant().equals(call.tenant()))
        .count() >= config.maxOpen()) {
      return Reply.refused(new Overloaded(
          "there are " + config.maxOpen() + " batches that are not done yet", RETRY_AFTER_MS));
    }
    var batch = store.create(header, lines);
    LOG.info("batch opened batch={} questions={} requestId={}", header.id(), count,
        call.requestId());
    work.add(batch);
    return Reply.of(new BatchOpened(header.id(), count));
  }
}
