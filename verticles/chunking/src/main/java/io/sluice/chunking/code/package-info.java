/**
 * Where the functions and classes of a program's source are, without understanding the program.
 *
 * <pre>
 * source ─ Lexer (by the language's Lexicon) ─ Masked: what is code, comment, string
 *        ─ CodeUnits ─┬─ Declarations   by braces; Header tells a class from a function
 *                     ├─ Indentation    by indent: Python, Ruby
 *                     └─ Statements     by semicolons: SQL
 * </pre>
 *
 * <p>The source may be broken, unfinished or another language than was said: what is not understood is
 * a unit without a name, nothing is left out and nothing throws. Comments, annotations and decorators
 * belong to the unit they stand before. Units are read as they are asked for, those within a class only
 * when its body is. All of it takes linear time.
 */
@NullMarked
package io.sluice.chunking.code;

import org.jspecify.annotations.NullMarked;
