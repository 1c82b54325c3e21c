@NullMarked
package io.sluice.admission.limits;

import org.jspecify.annotations.NullMarked;
