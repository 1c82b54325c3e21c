/**
 * What a model is told: instructions, the conversation, and as much of the passages as there is room for.
 * Plain functions of the request, to be run on a worker.
 *
 * <pre>
 * Generate ── PromptWriter ── Neutralised ─ Compression ─ Context ── ModelRequest + what was given up
 *                 Prompts (conf/prompts) ── Recital: whether the model says them
 * </pre>
 */
@NullMarked
package io.sluice.generation.prompt;

import org.jspecify.annotations.NullMarked;
