/**
 * The way of a question. {@link io.sluice.answer.AnswerVerticle} opens an answer's log and lets
 * {@link io.sluice.answer.QuestionFlow} write it: make the question stand alone
 * ({@link io.sluice.answer.Condenser}), find passages ({@link io.sluice.answer.PassageSearch}, and
 * {@link io.sluice.answer.WiderSearch} for what a model adds to the question), let them be put into
 * words, pass on what comes. The flow is the only place that knows the order of the stages.
 *
 * <p>All of it runs on virtual threads, where waiting for an answer is just that.
 */
@NullMarked
package io.sluice.answer;

import org.jspecify.annotations.NullMarked;
