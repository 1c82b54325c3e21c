package io.sluice.parsing;

/**
 * Something that cleaning left out.
 *
 * @param what its kind, as in {@code page-number}
 * @param count how many of it
 * @param example the first one
 */
public record Dropped(String what, int count, String example) {}
