@NullMarked
package io.sluice.parsing.markup;

import org.jspecify.annotations.NullMarked;
