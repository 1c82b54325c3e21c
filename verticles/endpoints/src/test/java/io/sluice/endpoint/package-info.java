@NullMarked
package io.sluice.endpoint;

import org.jspecify.annotations.NullMarked;
