/**
 * Speaks to language models behind an API, streaming.
 *
 * <pre>
 * ModelRequest ── ModelEndpoint ── its turn, its rest ── StreamingCall ── HTTP
 *                                                         └ SseParser ─ Dialect ─ Piece… ─ Listener
 *                                                         └ CallEnd: complete, or failed and why
 * </pre>
 */
@NullMarked
package io.sluice.generation.model;

import org.jspecify.annotations.NullMarked;
