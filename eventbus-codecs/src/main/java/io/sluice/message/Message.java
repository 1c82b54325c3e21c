package io.sluice.message;

/** Anything that travels on the bus. Every permitted record has a number in the type table. */
public sealed interface Message
    permits AbRouting, Admission, Answering, Batches, Caching, CircuitEvent, Copies, CorpusEvent,
    DeadLetters,
    Embedding,
    Generation, Ingestion, Insight, Quality, Refusal, Reranking, Retrieval, StreamEvent, Streaming,
    TierRouting, Uploading, Versions {}
