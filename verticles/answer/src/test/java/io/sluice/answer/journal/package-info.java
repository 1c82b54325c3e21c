/** Tests of the journal, with a real Redis. */
@NullMarked
package io.sluice.answer.journal;

import org.jspecify.annotations.NullMarked;
