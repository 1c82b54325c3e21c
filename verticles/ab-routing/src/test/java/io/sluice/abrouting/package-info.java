/** The tests of A/B routing. */
@NullMarked
package io.sluice.abrouting;

import org.jspecify.annotations.NullMarked;
