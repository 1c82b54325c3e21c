@NullMarked
package io.sluice.parsing.document;

import org.jspecify.annotations.NullMarked;
