/**
 * Tests of cutting: what holds for any text, on random mixtures with a fixed seed; what each strategy
 * does, on small examples; and that long texts without an end take no longer than others.
 */
@NullMarked
package io.sluice.chunking;

import org.jspecify.annotations.NullMarked;
