/**
 * Makes clean text of a document's file, with what it says of itself. It is no actor and knows no bus.
 *
 * <pre>
 * Parsers.parse(file)
 *   ├─ text: TextFile (first bytes, encoding), FileTypes (what it is)
 *   ├─ text: TextReader ── Markdown, plain text, CSV, programs, read here
 *   └─ child: ChildPool ── Child ~~ pipe ~~ ParserMain    anything else, in a process of its own
 *                                     └─ document: DocumentReader
 *                                          ├─ PdfReader ──── cleaning: PageCleaning
 *                                          ├─ HtmlReader ─┐
 *                                          ├─ DocxReader ─┼─ markup: MarkdownWriter
 *                                          └─ OfficeReader ┘
 * </pre>
 *
 * <p>What comes of it is {@link io.sluice.parsing.Parsed}: a {@link io.sluice.parsing.ParsedText}, or
 * a {@link io.sluice.parsing.Reason} with a sentence. An {@link java.io.IOException} means that it is
 * the system's fault and not the file's. What cleaning left out is counted
 * ({@link io.sluice.parsing.Dropped}), never silently gone.
 */
@NullMarked
package io.sluice.parsing;

import org.jspecify.annotations.NullMarked;
