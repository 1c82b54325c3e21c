/** Tests of what speaks to models: citation. */
@NullMarked
package io.sluice.generation.citation;

import org.jspecify.annotations.NullMarked;
