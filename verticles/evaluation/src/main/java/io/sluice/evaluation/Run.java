package io.sluice.evaluation;

import io.sluice.message.Answering.Search;
import io.sluice.message.Expand;
import io.sluice.message.Filters;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import org.jspecify.annotations.Nullable;

/**
 * A way to search that is measured.
 *
 * @param settings as they were written, for people
 * @param alpha null for the configured one
 * @param rerank false to leave the order to the legs, whatever is configured
 * @param tuning null for all as it is configured
 * @param expand null for what is configured
 */
public record Run(String name, String settings, SearchMode mode, @Nullable Double alpha,
    boolean rerank, @Nullable Tuning tuning, @Nullable Expand expand) {

  Search search(String question, String collection, int k) {
    return new Search(question, collection, k, Filters.NONE, mode, alpha, rerank, null, tuning,
        expand);
  }
}
