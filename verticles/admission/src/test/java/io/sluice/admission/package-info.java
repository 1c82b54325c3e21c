@NullMarked
package io.sluice.admission;

import org.jspecify.annotations.NullMarked;
