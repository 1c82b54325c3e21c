/**
 * More than one machine. A {@link io.sluice.cluster.Cluster} finds the other nodes by
 * {@link io.sluice.cluster.ClusterConfig}, makes one event bus of all of them, and knows who of those that
 * can do something is to do it where only one may.
 */
@NullMarked
package io.sluice.cluster;

import org.jspecify.annotations.NullMarked;
