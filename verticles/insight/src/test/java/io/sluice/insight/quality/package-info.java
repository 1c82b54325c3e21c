@NullMarked
package io.sluice.insight.quality;

import org.jspecify.annotations.NullMarked;
