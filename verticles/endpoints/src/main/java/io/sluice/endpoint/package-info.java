/** What all model servers have in common: their addresses, keys and failures. */
@NullMarked
package io.sluice.endpoint;

import org.jspecify.annotations.NullMarked;
