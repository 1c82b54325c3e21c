@NullMarked
package io.sluice.evaluation.measure;

import org.jspecify.annotations.NullMarked;
