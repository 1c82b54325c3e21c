/**
 * What stands between a caller and something outside that may fail. Each kind of fault has one
 * treatment, see {@link io.sluice.resilience.Fault}.
 *
 * <pre>
 * attempt ─ Circuit: is it worth asking? ─ Bulkhead: is it my turn? ─ the call ─ failed? ─ RetryBudget: once more?
 * </pre>
 */
@NullMarked
package io.sluice.resilience;

import org.jspecify.annotations.NullMarked;
