/** Tests of what speaks to models: prompt. */
@NullMarked
package io.sluice.generation.prompt;

import org.jspecify.annotations.NullMarked;
