package io.sluice.cache.alike;

import org.jspecify.annotations.Nullable;

/**
 * A stored question that may be the same as one that is asked.
 *
 * @param answer what tells its answer from others; two questions with the same are no rivals
 * @param cosine of the two questions' vectors; null where one of them has none
 */
public record Candidate<K>(K id, Asked asked, Object answer, @Nullable Double cosine) {}
