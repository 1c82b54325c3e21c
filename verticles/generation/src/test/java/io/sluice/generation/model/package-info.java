/** Tests of what speaks to models: model. */
@NullMarked
package io.sluice.generation.model;

import org.jspecify.annotations.NullMarked;
