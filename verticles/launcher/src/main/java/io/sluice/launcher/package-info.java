/**
 * Starts a node and is its command line. {@link io.sluice.launcher.Main} has a command for each thing
 * one can do; {@code run} reads the configuration ({@link io.sluice.launcher.ConfigFiles} into
 * {@link io.sluice.launcher.NodeConfig}) and starts a {@link io.sluice.launcher.Node}; the others
 * talk to a running gateway through {@link io.sluice.launcher.Gateway}.
 */
@NullMarked
package io.sluice.launcher;

import org.jspecify.annotations.NullMarked;
