@NullMarked
package io.sluice.evaluation.report;

import org.jspecify.annotations.NullMarked;
