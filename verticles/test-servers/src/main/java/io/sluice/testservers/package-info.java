/** Real servers for tests: started where they can be had, and required where the build says so. */
@NullMarked
package io.sluice.testservers;

import org.jspecify.annotations.NullMarked;
