/**
 * Tests of the documents' way in: rules on tables of examples and random texts, and the whole actor
 * on a real bus, with {@link io.sluice.ingestion.Corpus} and {@link io.sluice.ingestion.Embedder}
 * standing in for its neighbours.
 */
@NullMarked
package io.sluice.ingestion;

import org.jspecify.annotations.NullMarked;
