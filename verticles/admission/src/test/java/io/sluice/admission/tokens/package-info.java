@NullMarked
package io.sluice.admission.tokens;

import org.jspecify.annotations.NullMarked;
