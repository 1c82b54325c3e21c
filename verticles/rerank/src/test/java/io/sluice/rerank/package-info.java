/** Tests with a tiny cross-encoder from the resources, with a scripted server, and with neither. */
@NullMarked
package io.sluice.rerank;

import org.jspecify.annotations.NullMarked;
