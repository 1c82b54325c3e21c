package io.sluice.retrieval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a passage, as far as it is wanted.
 *
 * @param heading the headings above its beginning
 * @param page where it begins; null where the document has no pages
 */
record Surroundings(int start, int end, List<String> heading, @Nullable Integer page) {}
