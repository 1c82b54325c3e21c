/**
 * Answers written down, so that they can be read after their node is gone, and from others. An answer's
 * log is fed to a {@link io.sluice.answer.journal.Leaf}; what has come together on it the
 * {@link io.sluice.answer.journal.JournalWriter} appends to a stream of Redis, a batch of events as one
 * entry whose id is the number of its last event; the {@link io.sluice.answer.journal.JournalReader} reads
 * on from any event. A {@link io.sluice.answer.journal.Pulse} tells whether more is to come.
 */
@NullMarked
package io.sluice.answer.journal;

import org.jspecify.annotations.NullMarked;
