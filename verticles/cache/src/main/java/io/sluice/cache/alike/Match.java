package io.sluice.cache.alike;

/** The stored question that comes nearest to being the one that is asked, and whether it is. */
public record Match<K>(Candidate<K> candidate, Verdict verdict) {}
