/**
 * Texts as vectors. {@link io.sluice.embedding.EmbeddingVerticle} takes a request off the bus and
 * hands its texts, with the prefix their purpose asks for, to
 * {@link io.sluice.embedding.EmbeddingWorkers}. There they wait in one queue
 * ({@link io.sluice.embedding.WaitingTexts}) with the texts of all other requests, questions before
 * passages, until one of a few platform threads takes them, alone or a few of similar length
 * together. {@link io.sluice.embedding.EmbeddingModel} cuts them into tokens
 * ({@link io.sluice.embedding.WordPieceTokenizer}) and runs them through the network
 * ({@link io.sluice.embedding.OnnxNetwork}). Once all texts of a request
 * ({@link io.sluice.embedding.EmbeddingJob}) have their vector, it is answered.
 *
 * <p>A model is the one that comes with Sluice or a folder with {@code model.onnx} and
 * {@code tokenizer.json} ({@link io.sluice.embedding.ModelFiles}). One that cannot be used is found
 * out at start ({@link io.sluice.embedding.UnusableModelException}), not by the first question.
 */
@NullMarked
package io.sluice.embedding;

import org.jspecify.annotations.NullMarked;
