/**
 * Tests of what is remembered: the pure parts for themselves, with a clock of their own; the layers and
 * the actor over a real bus, where stand-ins embed and search and count how often they are asked.
 */
@NullMarked
package io.sluice.cache;

import org.jspecify.annotations.NullMarked;
