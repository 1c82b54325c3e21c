@NullMarked
package io.sluice.parsing.text;

import org.jspecify.annotations.NullMarked;
