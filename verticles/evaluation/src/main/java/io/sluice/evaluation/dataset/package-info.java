/** Data sets of several formats as questions, documents and judgements. Pure: files in, records out. */
@NullMarked
package io.sluice.evaluation.dataset;

import org.jspecify.annotations.NullMarked;
