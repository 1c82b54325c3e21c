/**
 * Measures how well search finds what it should. A data set is read
 * ({@link io.sluice.evaluation.dataset}), its documents are taken in and its questions are asked over
 * the bus as anybody would, what is found is scored ({@link io.sluice.evaluation.measure}) and told
 * ({@link io.sluice.evaluation.report}):
 *
 * <pre>
 * Dataset ─▶ Loading ─▶ Asking (each Run) ─▶ Timing ─▶ Evaluated ─▶ Table, Markdown, JSON
 * </pre>
 */
@NullMarked
package io.sluice.evaluation;

import org.jspecify.annotations.NullMarked;
