/**
 * Takes out of a text what is not of it. {@link io.sluice.parsing.cleaning.Characters} drops what no
 * reader sees and composes the rest. {@link io.sluice.parsing.cleaning.PageCleaning} makes a text of
 * pages: {@code RunningLines} drops headers, footers and page numbers, {@code ParagraphBreaks} finds
 * where paragraphs end, {@code LineJoining} joins the lines in between. Everything dropped is counted in
 * a {@link io.sluice.parsing.cleaning.Tally}.
 */
@NullMarked
package io.sluice.parsing.cleaning;

import org.jspecify.annotations.NullMarked;
