/**
 * The corpus of documents and the hybrid search in it.
 *
 * <p>{@link io.sluice.retrieval.RetrievalVerticle} serves the asks of
 * {@link io.sluice.message.Retrieval}, {@link io.sluice.message.Versions} and
 * {@link io.sluice.message.Copies} from a {@code Corpus}; {@code LuceneCorpus} is the one that needs no
 * server. It runs everything on worker pools, so that searching never waits for indexing:
 *
 * <pre>
 * CommitDocument ── CommitRules ─┐                             ┌─ Committing ─ CommitPlan ─┐
 * ActivateVersion ───────────────┼─ Indexes ─ CollectionIndex ─┼─ Activating ─ StandIns ───┼─ Turn
 * PurgeVersions ─────────────────┤    (one lock, one Lucene    ├─ Purging ─────────────────┤ (one
 * EraseDocument ─────────────────┘     index a collection)     └─ Erasing ──── StandIns ───┘ commit)
 *
 * FindPassages ── SearchRules ── Indexes ─ Snapshot ─┬─ KeywordLeg ─┬─ Fusion ─ hits
 *                                  (the last commit) └─ VectorLeg ──┘
 *
 * ListDocuments, FindOutdated … ─ Indexes ─ Snapshot ─ Listing, VersionLookup, CopySearch
 * </pre>
 *
 * <p>A version of a document is a {@code VersionBlock} that comes and goes as one. Of what is searched
 * it holds a {@code StoredPassage} for each passage; what is kept for later, or left out as a copy, lies
 * on a {@code Shelf}, where no search comes by. {@code StandIns} knows who is left out for whom. Vectors
 * are compared within their {@code Space} alone. Reads see what is durable and nothing else: a
 * {@code Snapshot} is the last commit on disk. Who may see what is decided by {@code Visibility}, inside
 * of each query. What is erased or purged cannot be found from its commit on; then its bytes go.
 */
@NullMarked
package io.sluice.retrieval;

import org.jspecify.annotations.NullMarked;
