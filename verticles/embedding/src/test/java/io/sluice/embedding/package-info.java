/** Tests with the bundled model, with a tiny one in the resources, and with none. */
@NullMarked
package io.sluice.embedding;

import org.jspecify.annotations.NullMarked;
