/**
 * Writes what readers find as text in one form: headings, paragraphs, lists, and tables as rows that
 * can each be read alone. {@link io.sluice.parsing.markup.BlockWriter} takes elements as HTML has them,
 * {@link io.sluice.parsing.markup.MarkdownWriter} takes whole blocks.
 */
@NullMarked
package io.sluice.parsing.markup;

import org.jspecify.annotations.NullMarked;
