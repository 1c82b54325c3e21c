@NullMarked
package io.sluice.admission.keys;

import org.jspecify.annotations.NullMarked;
