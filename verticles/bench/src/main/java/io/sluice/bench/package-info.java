/**
 * How fast Sluice is, always beside something that can be no faster by much: the library it stands
 * on, called directly, in the same run. {@link io.sluice.bench.Main} runs the measurements one after
 * the other; each is a class, and takes turns with its baseline ({@link io.sluice.bench.Turns}), so
 * that what else the machine does falls on both.
 */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
