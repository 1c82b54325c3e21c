/**
 * The way of a question. {@link io.sluice.answer.Reception} opens an answer's log and lets
 * {@link io.sluice.answer.QuestionFlow} write it: recall what was answered before
 * ({@link io.sluice.answer.PastAnswers}), make the question stand alone
 * ({@link io.sluice.answer.Condenser}), find passages ({@link io.sluice.answer.PassageSearch}, and
 * {@link io.sluice.answer.WiderSearch} for what a model adds to the question), let them be put into
 * words, pass on what comes. The flow is the only place that knows the order of the stages.
 *
 * <p>It runs on virtual threads, where waiting for an answer is just that. Only what needs no waiting
 * does not: questions are taken on an event loop, and those that were answered before are answered there.
 */
@NullMarked
package io.sluice.answer;

import org.jspecify.annotations.NullMarked;
