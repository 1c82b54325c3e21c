@NullMarked
package io.sluice.cache.alike;

import org.jspecify.annotations.NullMarked;
