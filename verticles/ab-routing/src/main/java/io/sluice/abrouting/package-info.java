/**
 * Which variant serves an asker, and what experiments have shown. {@link
 * io.sluice.abrouting.AbRoutingVerticle} takes it off the bus; {@link io.sluice.abrouting.Assignment} says
 * who takes part and with what, by hashes alone; {@link io.sluice.abrouting.Ledger} keeps what came of it,
 * {@link io.sluice.abrouting.LedgerFile} on disk; {@link io.sluice.abrouting.Reporting} makes of it what
 * people read, by the mathematics of {@link io.sluice.abrouting.statistics}.
 */
@NullMarked
package io.sluice.abrouting;

import org.jspecify.annotations.NullMarked;
