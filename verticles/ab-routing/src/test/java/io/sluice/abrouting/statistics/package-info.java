/** The tests of the statistics. */
@NullMarked
package io.sluice.abrouting.statistics;

import org.jspecify.annotations.NullMarked;
