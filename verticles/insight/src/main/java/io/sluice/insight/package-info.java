/**
 * How answers went and what they cost. {@link io.sluice.insight.InsightVerticle} is told of each question
 * once, when it has ended, and of each answer that was made only to be compared;
 * {@link io.sluice.insight.Meters} measures it for Prometheus, on this node, and
 * {@link io.sluice.insight.UsageBook} writes it down for its tenant by the day. Nothing of what was asked
 * or said comes here.
 */
@NullMarked
package io.sluice.insight;

import org.jspecify.annotations.NullMarked;
