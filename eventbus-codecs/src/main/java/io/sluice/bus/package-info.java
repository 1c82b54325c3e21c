/**
 * How messages are carried. {@link io.sluice.bus.Bus} asks and serves; {@link io.sluice.bus.Wire}
 * turns a message into bytes and back when it leaves the node; {@link io.sluice.bus.Streams} holds
 * the {@link io.sluice.bus.EventLog}s of this node, which {@link io.sluice.bus.StreamReader}s read
 * from any node.
 *
 * <p>{@link io.sluice.bus.Tracing} is where the bus, and actors by way of it, note what they do; who
 * keeps that is none of theirs.
 *
 * <p>Nothing outside this package touches the Vert.x event bus.
 */
@NullMarked
package io.sluice.bus;

import org.jspecify.annotations.NullMarked;
