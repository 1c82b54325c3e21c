/** Tests. */
@NullMarked
package io.sluice.tracing;

import org.jspecify.annotations.NullMarked;
