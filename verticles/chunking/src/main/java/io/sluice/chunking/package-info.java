/**
 * A document's text becomes passages. {@link io.sluice.chunking.Chunker} takes the text, what it is
 * ({@link io.sluice.chunking.Structure}) and how it is to be cut
 * ({@link io.sluice.chunking.ChunkingConfig}), and gives {@link io.sluice.chunking.Chunk}s: each is
 * exactly what lies between its two offsets, with the headings that say what it is about.
 *
 * <pre>
 * text ─ Source ─┬─ FixedCutting                                              ─┬─ Cut: chunks,
 *                ├─ ParagraphCutting ─┐                                        │  and by which
 *                ├─ HeadingCutting  ──┼─ Pieces (paragraphs, tables, fences; ──┤  strategy
 *                │  (Stretches of     │  what is too long by LongText) ─       │
 *                │   Sections)        │  Gathering up to the limit             │
 *                ├─ CodeCutting ──────┘  (functions of code.CodeUnits)         │
 *                └─ SemanticCutting ─ SentenceVectors, asked once              ┘
 * </pre>
 *
 * <p>What holds for every strategy and every text: the chunks are in order and their starts rise;
 * nothing but blanks is left out, save headings with a text under them, which stand in its chunks'
 * paths where the strategy goes by headings; no chunk has more than the limit of tokens; none starts
 * or ends within a surrogate pair, nor within what a reader takes for one character unless that alone
 * is over the limit; and the time is linear, whatever the text.
 *
 * <p>Pure functions on any thread, and no actor: pages, identities and vectors are the caller's
 * business.
 */
@NullMarked
package io.sluice.chunking;

import org.jspecify.annotations.NullMarked;
