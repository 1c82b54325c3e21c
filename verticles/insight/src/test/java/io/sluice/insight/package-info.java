@NullMarked
package io.sluice.insight;

import org.jspecify.annotations.NullMarked;
