/**
 * Text models in ONNX Runtime: what is the same whether they embed, rerank or classify. A model is
 * two files ({@link io.sluice.onnx.ModelFiles}): {@code tokenizer.json} becomes a
 * {@link io.sluice.onnx.Tokenizer}, which makes a {@link io.sluice.onnx.TokenSequence} of a text or
 * of a pair of texts; {@code model.onnx} becomes an {@link io.sluice.onnx.OnnxNetwork}, which takes
 * several of them at once. What its numbers mean is the user's matter.
 *
 * <p>A tokenizer cuts texts into {@link io.sluice.onnx.Pieces} of its vocabulary and puts a
 * {@link io.sluice.onnx.Frame} around them. A file that cannot be used is told of when it is read
 * ({@link io.sluice.onnx.UnusableModelException}).
 */
@NullMarked
package io.sluice.onnx;

import org.jspecify.annotations.NullMarked;
