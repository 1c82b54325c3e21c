package io.sluice.evaluation;

/**
 * Where the documents of a data set go.
 *
 * @param chunking the settings they are to be cut by
 */
public record Target(String collection, String chunking) {}
