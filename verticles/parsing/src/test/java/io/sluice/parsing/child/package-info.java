@NullMarked
package io.sluice.parsing.child;

import org.jspecify.annotations.NullMarked;
