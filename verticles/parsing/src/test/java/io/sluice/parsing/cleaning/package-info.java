@NullMarked
package io.sluice.parsing.cleaning;

import org.jspecify.annotations.NullMarked;
