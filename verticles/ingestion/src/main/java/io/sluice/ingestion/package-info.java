/**
 * The way of a document. {@link io.sluice.ingestion.IngestionVerticle} accepts it once its bytes
 * ({@link io.sluice.ingestion.RawStore}) and its job ({@link io.sluice.ingestion.JobStore}) are safe
 * on disk. {@link io.sluice.ingestion.JobQueue} works the jobs off one by one, also those a crash
 * left behind, and {@link io.sluice.ingestion.IngestionFlow} does one: read, cut into passages
 * ({@link io.sluice.ingestion.Chunker}), embed those that are new, commit all in one step.
 *
 * <p>{@link io.sluice.ingestion.Sources} bring documents without being asked: what they find in folders
 * and on pages they submit over the bus, as every other sender does.
 *
 * <p>Where Kafka is configured, {@link io.sluice.ingestion.KafkaIntake} hands what is asked for to the
 * brokers, and {@link io.sluice.ingestion.KafkaReader} takes from them what this node is to do: the job
 * store then keeps no more than what is being worked on, since a record comes again until it is done
 * with. {@link io.sluice.ingestion.KafkaWork} does what a record asks for, and
 * {@link io.sluice.ingestion.KafkaProgress} knows how far a partition is.
 *
 * <p>Every step may be done again without harm: a job that a crash interrupted starts over.
 */
@NullMarked
package io.sluice.ingestion;

import org.jspecify.annotations.NullMarked;
