/**
 * How much somebody may have. A {@link io.sluice.admission.limits.Rate} fills up with what is taken and
 * runs out evenly (the generic cell rate algorithm: one number for each), a
 * {@link io.sluice.admission.limits.Purse} is full again the next day. Both lie in memory or, where all
 * nodes are to share them, in Redis.
 */
@NullMarked
package io.sluice.admission.limits;

import org.jspecify.annotations.NullMarked;
