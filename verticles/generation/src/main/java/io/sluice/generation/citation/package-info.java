/**
 * Ties what a model says to the passages it was shown.
 *
 * <pre>
 * words as they come ── CitationScanner ── Token…, Citation…
 * the whole answer ──── Grounding ── Claim… ── what is not borne out, and how much is
 *                         └ Comparison ── vectors ── Nearness ┘
 * </pre>
 */
@NullMarked
package io.sluice.generation.citation;

import org.jspecify.annotations.NullMarked;
