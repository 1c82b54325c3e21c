/**
 * Puts answers into words from passages.
 *
 * <pre>
 * Generate ── GenerationVerticle ── Generations ── opens a stream, replies StreamOpened
 *                                        └─ ProviderChain ── Provider, or the next one (Degraded)
 *                                             ├─ ModelProvider ── PromptWriter ─ ModelEndpoint ─ Speech
 *                                             │       Started, Token…, Citation… ─ Grounding ─ MeaningCheck
 *                                             └─ ExtractiveProvider
 *                                        └─ Generated, or NotGenerated with the reason, ends it
 * Complete ── Completions ── ModelEndpoint ── Completed
 * </pre>
 *
 * <p>A {@link io.sluice.generation.Provider} is the port behind which the words come from; the one in
 * {@code extractive} needs no model and is always there.
 */
@NullMarked
package io.sluice.generation;

import org.jspecify.annotations.NullMarked;
