/**
 * Answers by quoting the sentences of the passages that answer best, each with its citation. Everything
 * here but the provider is a plain function of the request.
 *
 * <pre>
 * Generate ─ Question ──────────────────────┐ terms, kind of answer, language
 *          └ PassageReader ─ Sentence… ─────┴ Ranking ─ Selection ─ Layout ─ Answer ─ AnswerWriter ─ log
 *              ReadableText, Table               └ too little support: NotFound ─┘
 * </pre>
 */
@NullMarked
package io.sluice.generation.extractive;

import org.jspecify.annotations.NullMarked;
