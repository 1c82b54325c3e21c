/**
 * The corpus of documents and the hybrid search in it.
 *
 * <p>{@link io.sluice.retrieval.RetrievalVerticle} serves the asks of
 * {@link io.sluice.message.Retrieval} from a {@code Corpus}; {@code LuceneCorpus} is the one that
 * needs no server. It runs everything on worker pools, so that searching never waits for indexing:
 *
 * <pre>
 * CommitDocument ─ CommitRules ─ Indexes ─ CollectionIndex ─ CommitPlan ─ one atomic block on disk
 *                                             (one lock, one Lucene index per collection)
 *
 * FindPassages ── SearchRules ── Indexes ─ Snapshot ─┬─ KeywordLeg ─┬─ Fusion ─ hits
 *                                  (the last commit) └─ VectorLeg ──┘
 *
 * EraseDocument ─ Indexes ─ CollectionIndex: unfindable with one commit, then the bytes go
 * </pre>
 *
 * <p>An index holds the active version of each document: a {@code RegistryEntry} with the whole text
 * and a {@code StoredPassage} for each passage, all in one block that is replaced as one. Reads see
 * what is durable and nothing else: a {@code Snapshot} is the last commit on disk. Who may see what
 * is decided by {@code Visibility}, inside of each query.
 */
@NullMarked
package io.sluice.retrieval;

import org.jspecify.annotations.NullMarked;
