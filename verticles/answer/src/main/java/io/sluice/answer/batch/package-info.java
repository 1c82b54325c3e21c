/**
 * Many questions at once. {@link io.sluice.answer.batch.BatchVerticle} writes a batch down
 * ({@link io.sluice.answer.batch.BatchFolder}) before it says that it has it;
 * {@link io.sluice.answer.batch.Work} lets so many questions of all batches be answered at a time, each by
 * {@link io.sluice.answer.batch.LineFlow}, which asks for it over the bus as any asker would; each result
 * is appended to the batch's {@link io.sluice.answer.batch.ResultsFile}. What continues a conversation
 * waits for what was asked before it there ({@link io.sluice.answer.batch.Turns}).
 *
 * <p>That file is the batch's log: what has a line in it is done, and after a crash only the other
 * questions are asked. The stream of progress is told from it, so that its events have the same numbers
 * after a restart.
 *
 * <p>All of it is confined to the verticle's context, but for what it waits for: between two waits
 * nothing else happens.
 */
@NullMarked
package io.sluice.answer.batch;

import org.jspecify.annotations.NullMarked;
