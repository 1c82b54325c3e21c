/**
 * Tells what a file is by its first bytes, its name and what its sender says, finds the encoding of a
 * text, and reads the formats that are text: Markdown, CSV, programs and anything plain. All of it is
 * linear in the file's length and safe to do in the gateway itself.
 */
@NullMarked
package io.sluice.parsing.text;

import org.jspecify.annotations.NullMarked;
