/**
 * What an asker is told where there is no answer: the one wording for all doors, and for who answers.
 */
@NullMarked
package io.sluice.apologies;

import org.jspecify.annotations.NullMarked;
