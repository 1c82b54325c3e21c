@NullMarked
package io.sluice.parsing;

import org.jspecify.annotations.NullMarked;
