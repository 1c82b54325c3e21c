package io.sluice.retrieval;

/** A passage that a leg found: its number in the snapshot, and the leg's own score. */
record Found(int doc, double score) {}
