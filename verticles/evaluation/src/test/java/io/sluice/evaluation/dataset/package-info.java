@NullMarked
package io.sluice.evaluation.dataset;

import org.jspecify.annotations.NullMarked;
