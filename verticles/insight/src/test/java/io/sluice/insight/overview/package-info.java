@NullMarked
package io.sluice.insight.overview;

import org.jspecify.annotations.NullMarked;
