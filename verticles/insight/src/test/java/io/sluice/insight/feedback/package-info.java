@NullMarked
package io.sluice.insight.feedback;

import org.jspecify.annotations.NullMarked;
