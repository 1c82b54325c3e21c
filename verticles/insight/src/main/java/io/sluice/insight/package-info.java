/**
 * How answers went and what they cost. {@link io.sluice.insight.InsightVerticle} is told of each question
 * once, when it has ended, and of each answer that was made only to be compared;
 * {@link io.sluice.insight.Meters} measures it for Prometheus, on this node, and
 * {@link io.sluice.insight.UsageBook} writes it down for its tenant by the day. {@link
 * io.sluice.insight.overview.Overview} knows the last day by the minute, and {@link
 * io.sluice.insight.queries.QueryLog} writes down what was asked and said.
 */
@NullMarked
package io.sluice.insight;

import org.jspecify.annotations.NullMarked;
