/**
 * What people say of answers and which sources they open. {@link io.sluice.insight.feedback.FeedbackLog}
 * finds the answer in the query log, writes a {@link io.sluice.insight.feedback.Noted} for each, and tells
 * what counts as {@link io.sluice.insight.feedback.Outcome}.
 */
@NullMarked
package io.sluice.insight.feedback;

import org.jspecify.annotations.NullMarked;
