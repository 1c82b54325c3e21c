@NullMarked
package io.sluice.insight.queries;

import org.jspecify.annotations.NullMarked;
