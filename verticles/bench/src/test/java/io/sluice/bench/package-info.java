/** Runs each measurement with next to nothing, so that the code cannot rot. */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
