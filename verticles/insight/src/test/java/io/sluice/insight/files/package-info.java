@NullMarked
package io.sluice.insight.files;

import org.jspecify.annotations.NullMarked;
