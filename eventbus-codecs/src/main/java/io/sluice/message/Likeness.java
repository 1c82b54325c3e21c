package io.sluice.message;

/**
 * What tells copies of a document from others.
 *
 * @param textHash of the text's words: the same for exact copies, whatever their layout
 * @param sketch a MinHash of the text's shingles, four bytes big-endian for each of its numbers: the
 *        share of numbers that two sketches have in common is about the share of shingles that the
 *        texts have
 */
public record Likeness(String textHash, Bytes sketch) {}
