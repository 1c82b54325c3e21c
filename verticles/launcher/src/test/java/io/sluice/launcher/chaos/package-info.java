/**
 * The whole gateway, while what it depends on and who it serves misbehave.
 *
 * <p>A {@code *ChaosIT} starts the gateway's process, has {@link io.sluice.launcher.chaos.Load} ask it
 * many questions while something goes wrong, and expects of every answer what
 * {@link io.sluice.launcher.chaos.AnswerCheck} says. After each fault the gateway has to be ready and
 * answer well again, and at the end its {@link io.sluice.launcher.chaos.Footprint} has to be what it was.
 *
 * <p>{@link io.sluice.launcher.chaos.Form} has the short form, the long form and the seed.
 */
@NullMarked
package io.sluice.launcher.chaos;

import org.jspecify.annotations.NullMarked;
