/** What an evaluation found, for people and programs. */
@NullMarked
package io.sluice.evaluation.report;

import org.jspecify.annotations.NullMarked;
