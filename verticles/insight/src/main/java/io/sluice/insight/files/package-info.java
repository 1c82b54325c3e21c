/**
 * Files of a day each with a line of JSON for everything that is written down: {@link
 * io.sluice.insight.files.DayFiles} appends, finds and deletes lines, {@link
 * io.sluice.insight.files.JsonLines} makes them, {@link io.sluice.insight.files.Retention} sees to it that
 * they go.
 */
@NullMarked
package io.sluice.insight.files;

import org.jspecify.annotations.NullMarked;
