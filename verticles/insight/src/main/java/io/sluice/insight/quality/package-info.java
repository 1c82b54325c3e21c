/**
 * Whether answers are as good as they were. {@link io.sluice.insight.quality.QualityDesk} is all that others
 * see of it. {@code QualityMonitor} takes what is known of each answer into windows ({@code Lately}), one for
 * each {@link io.sluice.insight.quality.Measure}; {@code Watch} says when one is bad, and when it is good
 * again, and {@code Webhook} tells people. {@code DailyReports} makes a report of a day from the files.
 */
@NullMarked
package io.sluice.insight.quality;

import org.jspecify.annotations.NullMarked;
