/**
 * Reads documents that are no plain text: PDF page by page, HTML's main content, Word as a stream, and
 * by Tika the rest. Runs in a process of its own only, see {@code child}: the libraries used here can be
 * made to hang or to take any amount of memory by a file that is made for it. None of it opens a
 * connection or resolves an entity.
 */
@NullMarked
package io.sluice.parsing.document;

import org.jspecify.annotations.NullMarked;
