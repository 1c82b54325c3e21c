/**
 * What the actors say to each other: immutable records under sealed interfaces, one interface for
 * each actor, with the {@link io.sluice.message.Ask} declared next to the request it is for.
 *
 * <p>A question travels as {@code AskQuestion} to {@code answer}, which asks {@code Embed},
 * {@code FindPassages} and {@code Generate} of the other actors; what comes of it is read as
 * {@code AnswerEvent}s from a stream. A document travels as {@code SubmitDocument} to
 * {@code ingestion}, which asks {@code Embed} and {@code CommitDocument}.
 *
 * <p>What is refused is a {@link io.sluice.message.Refusal}, a value like any other.
 */
@NullMarked
package io.sluice.message;

import org.jspecify.annotations.NullMarked;
