/**
 * How much of a model a question is worth. {@link io.sluice.tierrouting.TierRoutingVerticle} takes a
 * question off the bus, and {@link io.sluice.tierrouting.TierPolicy}, which knows nothing but what it is
 * told, chooses between three tiers and says why. Which models a tier has is the matter of generation.
 */
@NullMarked
package io.sluice.tierrouting;

import org.jspecify.annotations.NullMarked;
