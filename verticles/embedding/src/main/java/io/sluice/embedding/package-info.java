/**
 * Texts as vectors. {@link io.sluice.embedding.EmbeddingVerticle} takes a request off the bus and
 * hands its texts, with the prefix their purpose asks for, to
 * {@link io.sluice.embedding.EmbeddingWorkers}. There they wait in one queue
 * ({@link io.sluice.embedding.WaitingTexts}) with the texts of all other requests, questions before
 * passages, until one of a few platform threads takes them, alone or a few of similar length
 * together. {@link io.sluice.embedding.EmbeddingModel} cuts them into tokens, runs them through the
 * network and pools what comes out ({@link io.sluice.embedding.SentenceVectors}). Once all texts of a
 * request ({@link io.sluice.embedding.EmbeddingJob}) have their vector, it is answered.
 *
 * <p>A model is the one that comes with Sluice or a folder with {@code model.onnx} and
 * {@code tokenizer.json} ({@link io.sluice.onnx.ModelFiles}). One that cannot be used is found out
 * at start ({@link io.sluice.onnx.UnusableModelException}), not by the first question.
 *
 * <p>Or an OpenAI-compatible server embeds ({@link io.sluice.embedding.EndpointVectors}). Texts go
 * there in batches, questions and passages each in a {@link io.sluice.embedding.Lane} of their own;
 * {@link io.sluice.embedding.Retrying} sends again what {@link io.sluice.embedding.EndpointClient}
 * failed to, as far as {@link io.sluice.embedding.EndpointFailures} says it helps, and
 * {@link io.sluice.embedding.EndpointAnswer} believes nothing unseen. A server that is not there is
 * found out by {@link io.sluice.embedding.Reachability} and told at once, until it is there again.
 */
@NullMarked
package io.sluice.embedding;

import org.jspecify.annotations.NullMarked;
