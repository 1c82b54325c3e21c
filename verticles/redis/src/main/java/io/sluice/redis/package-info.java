/** Redis, as all actors use it: with scripts, within a time, and gone while it is not there. */
@NullMarked
package io.sluice.redis;

import org.jspecify.annotations.NullMarked;
