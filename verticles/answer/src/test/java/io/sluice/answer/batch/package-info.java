/** Tests of batches. */
@NullMarked
package io.sluice.answer.batch;

import org.jspecify.annotations.NullMarked;
