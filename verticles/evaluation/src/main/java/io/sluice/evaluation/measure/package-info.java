/** Scores, percentiles and a significance test. Pure functions. */
@NullMarked
package io.sluice.evaluation.measure;

import org.jspecify.annotations.NullMarked;
