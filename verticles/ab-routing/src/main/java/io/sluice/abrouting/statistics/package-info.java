/**
 * What a few sums tell of an experiment, at any time it is looked at. {@link
 * io.sluice.abrouting.statistics.Moments} are all that is kept of what was measured; {@link
 * io.sluice.abrouting.statistics.Comparison} says how far two variants are apart, with an interval from
 * {@link io.sluice.abrouting.statistics.ConfidenceSequence}; {@link
 * io.sluice.abrouting.statistics.SampleRatio} says whether askers were split as was asked for. How often all
 * this is wrong shows {@link io.sluice.abrouting.statistics.Trials}.
 */
@NullMarked
package io.sluice.abrouting.statistics;

import org.jspecify.annotations.NullMarked;
