/**
 * Traces, by OpenTelemetry. The bus and the actors note spans in {@link io.sluice.bus.Tracing};
 * {@link io.sluice.tracing.Traces} keeps them in a bounded queue and sends them to a collector, batch by
 * batch and on a thread of its own: nobody waits for it, and a collector that is away costs its spans only.
 */
@NullMarked
package io.sluice.tracing;

import org.jspecify.annotations.NullMarked;
