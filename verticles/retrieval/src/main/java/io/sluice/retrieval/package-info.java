/**
 * The corpus of documents and the hybrid search in it.
 *
 * <p>{@link io.sluice.retrieval.RetrievalVerticle} serves the asks of
 * {@link io.sluice.message.Retrieval}, {@link io.sluice.message.Versions} and
 * {@link io.sluice.message.Copies} from a {@code Corpus}: {@code LuceneCorpus}, which needs no server,
 * or {@code WeaviateCorpus}. What holds for both is written once, in terms of what an engine brings:
 *
 * <pre>
 * CommitDocument … ── CommitRules ── Committing, Activating, Purging, Erasing ── Turn
 * FindPassages ── SearchRules ── Finder ── HybridSearch ── Searchable
 * ListDocuments, OpenVersion … ── Listing, VersionLookup, Widening ── Contents, Entry
 * </pre>
 *
 * <p>Lucene runs on worker pools, so that searching never waits for indexing:
 *
 * <pre>
 * a turn ── Indexes ── CollectionIndex ── LuceneTurn (one lock, one Lucene index a collection)
 * a look ── Indexes ── Snapshot (the last commit) ── LuceneSearch ─┬─ KeywordLeg ─┬─ Fusion
 *                                                                 └─ VectorLeg ──┘
 * </pre>
 *
 * <p>A version of a document is a {@code VersionBlock} that comes and goes as one. Of what is searched
 * it holds a {@code StoredPassage} for each passage; what is kept for later, or left out as a copy, lies
 * on a {@code Shelf}, where no search comes by. {@code StandIns} knows who is left out for whom. Vectors
 * are compared within their {@code Space} alone. Reads see what is durable and nothing else: a
 * {@code Snapshot} is the last commit on disk. Who may see what is decided by {@code Visibility}, inside
 * of each query. What is erased or purged cannot be found from its commit on; then its bytes go.
 *
 * <p>On Weaviate ({@code WeaviateCollection}) nothing that is found is ever changed. Each object knows
 * the epoch it came into being with; one object for each collection says which epoch it is and what has
 * died, and replacing that is the commit. {@code WeaviateTurns} lets one node at a time change a
 * collection, {@code WeaviateReader} reads one epoch, {@code WeaviateSweeps} deletes the dead.
 */
@NullMarked
package io.sluice.retrieval;

import org.jspecify.annotations.NullMarked;
