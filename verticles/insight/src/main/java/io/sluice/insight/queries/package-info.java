/**
 * The query log: what was asked and how it went, a line of JSON for each question. {@link
 * io.sluice.insight.queries.QueryLog} gathers what the actor is told and hands it, some at a time, to a
 * worker that makes {@link io.sluice.message.QueryRecord}s of it ({@code Records}) and appends them to the
 * files of {@link io.sluice.insight.queries.QueryFiles}, which whoever wants to read them opens by itself.
 * {@link io.sluice.insight.queries.AnswerList} tells what is in them, the latest first.
 */
@NullMarked
package io.sluice.insight.queries;

import org.jspecify.annotations.NullMarked;
