/**
 * Knows the languages: which one a text is in, where its sentences are, which of its words carry
 * meaning, how it is analysed for search, what kind of answer a question expects, and whom it speaks to.
 *
 * <p>Everything here is a pure function of its text, safe to call from any thread and linear in the
 * text's length. Nothing speaks to the bus. Its parts:
 *
 * <pre>
 * text ─┬─ Language        which analyzer a field or a query takes
 *       ├─ Sentences       spans with exact offsets (Blocks of Lines, then SentenceScanner)
 *       ├─ Analyzers       Lucene analysis, for the index and its queries
 *       ├─ Terms           the content words, for comparing two texts (TermReader)
 *       ├─ QuestionKind    what an answer has to look like (Asks, Answers)
 *       └─ Injections      what speaks to a model instead of to people
 * </pre>
 *
 * <p>Offsets are UTF-16 indexes into the text as it was given.
 */
@NullMarked
package io.sluice.language;

import org.jspecify.annotations.NullMarked;
