/**
 * Whether a question that is asked was asked before, so that its stored answer may be served. It knows
 * nothing of answers, tenants or time, and speaks to nobody:
 *
 * <pre>
 * text ── Asked ─┬─ Wording   its words, cut up for comparing (Word, Letters)
 *                └─ Facts     numbers, names, sides of contrasts, denial (Quantities, Names, Contrasts, Negation)
 *
 * Candidates ─┬─ Vectors      the nearest by their vectors
 *             ├─ Postings     the nearest by their words, and how rare a word is
 *             └─ Judge ─┬─ Guard                   what must not differ
 *                       └─ Agreement, Scale        how sure it is that the rest is the same
 * </pre>
 *
 * <p>A question with a vector is looked for among those with one, one without among all, by its words. So a
 * model need not be asked about a language that it does not know.
 */
@NullMarked
package io.sluice.cache.alike;

import org.jspecify.annotations.NullMarked;
