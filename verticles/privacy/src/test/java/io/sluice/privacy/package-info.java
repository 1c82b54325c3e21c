/** Tests of finding, masking and sealing: tables of examples, near-misses, random and hostile texts. */
@NullMarked
package io.sluice.privacy;

import org.jspecify.annotations.NullMarked;
