package io.sluice.message;

import io.sluice.message.Batches.BatchProgressed;

/** What a stream is made of: an event of an answer, of a generation or of a batch. */
public sealed interface StreamEvent extends Message
    permits AnswerEvent, GenerationEvent, BatchProgressed {}
