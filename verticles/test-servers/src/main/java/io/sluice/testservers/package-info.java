/** Servers for tests: real ones, started where they can be had and required where the build says so, and
 * a language model that follows a script. */
@NullMarked
package io.sluice.testservers;

import org.jspecify.annotations.NullMarked;
