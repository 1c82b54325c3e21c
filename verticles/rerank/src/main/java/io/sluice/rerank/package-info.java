/**
 * How well passages answer a question. {@link io.sluice.rerank.RerankVerticle} takes a request off
 * the bus and lets a {@link io.sluice.rerank.Reranker} score its texts: in this process or at a
 * server.
 *
 * <p>In this process ({@link io.sluice.rerank.LocalReranker}) the texts wait in one queue
 * ({@link io.sluice.rerank.WaitingPairs}), the most promising first, until one of a few platform
 * threads ({@link io.sluice.rerank.RerankWorkers}) takes the next ones and runs them through the
 * network, each together with the question ({@link io.sluice.rerank.CrossEncoder}). Where the time is
 * up before all are scored, the request ({@link io.sluice.rerank.RerankJob}) is answered with those
 * that are.
 *
 * <p>At a server ({@link io.sluice.rerank.EndpointReranker}) there are as many shapes of the same
 * question as there are makers ({@link io.sluice.rerank.Shape}). What goes wrong there is a refusal
 * ({@link io.sluice.rerank.EndpointFailures}), and whoever asked goes on without.
 */
@NullMarked
package io.sluice.rerank;

import org.jspecify.annotations.NullMarked;
