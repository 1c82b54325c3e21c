/**
 * Puts answers into words from passages.
 *
 * <pre>
 * Generate ── GenerationVerticle ── Generations ── opens a stream, replies StreamOpened
 *                                        └─ Provider ── Started, Token…, Citation… into the stream
 *                                        └─ Generated, or NotGenerated with the reason, ends it
 * </pre>
 *
 * <p>A {@link io.sluice.generation.Provider} is the port behind which the words come from; the one in
 * {@code extractive} needs no model and is always there.
 */
@NullMarked
package io.sluice.generation;

import org.jspecify.annotations.NullMarked;
