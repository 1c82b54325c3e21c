/**
 * How questions went lately, for who watches: {@link io.sluice.insight.overview.Overview} keeps a tally of each
 * minute of the last day in memory, and adds up what is asked for.
 */
@NullMarked
package io.sluice.insight.overview;

import org.jspecify.annotations.NullMarked;
