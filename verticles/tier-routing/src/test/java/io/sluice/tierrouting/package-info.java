/** The tests of tier routing. */
@NullMarked
package io.sluice.tierrouting;

import org.jspecify.annotations.NullMarked;
