/** Tests of the language rules: tables of examples, random texts, and many threads. */
@NullMarked
package io.sluice.language;

import org.jspecify.annotations.NullMarked;
