/** Tests of the configuration, and of the whole gateway as its distribution starts it. */
@NullMarked
package io.sluice.launcher;

import org.jspecify.annotations.NullMarked;
