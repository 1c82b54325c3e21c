@NullMarked
package io.sluice.resilience;

import org.jspecify.annotations.NullMarked;
