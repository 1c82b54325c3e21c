/**
 * Tests of a question's way: rules on examples, and the whole actor on a real bus, with
 * {@link io.sluice.answer.Neighbours} standing in for those it asks.
 */
@NullMarked
package io.sluice.answer;

import org.jspecify.annotations.NullMarked;
