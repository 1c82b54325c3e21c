/**
 * Processes that read documents. {@link io.sluice.parsing.child.ChildPool} keeps a few of them, each
 * behind a {@code Child} that writes a source to its input and reads from its output what came of it,
 * and that kills it where it takes too long. {@link io.sluice.parsing.child.ParserMain} is what runs in
 * such a process: it has a bounded heap, no network, no secrets in its environment, and ends when its
 * input ends, so it never outlives the gateway.
 */
@NullMarked
package io.sluice.parsing.child;

import org.jspecify.annotations.NullMarked;
