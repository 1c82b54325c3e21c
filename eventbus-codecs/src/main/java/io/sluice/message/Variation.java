package io.sluice.message;

import io.sluice.message.Answering.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a variant answers otherwise than is configured; null for what is to be as configured.
 *
 * @param k how many passages an answer may rest on
 * @param retrieval how they are searched for
 * @param rerank false to leave them in the order of the search; true to have a better one
 * @param tier of every question
 * @param providers names of the endpoints that are asked, the first one first
 * @param prompts the name of the set of prompts that models are told
 * @param expand what a model adds to a question before it is searched for
 * @param shuffled whether passages come in an order of chance: it should do harm, and shows whether an
 *        experiment would notice
 * @param passages which of those found are taken
 */
public record Variation(@Nullable Integer k, @Nullable Tuning retrieval, @Nullable Boolean rerank,
    @Nullable Tier tier, @Nullable List<String> providers, @Nullable String prompts,
    @Nullable Expand expand, @Nullable Boolean shuffled, @Nullable Shape passages) {

  /** All as configured. */
  public static final Variation NONE = new Variation(null, null, null, null, null, null, null,
      null);

  public Variation {
    providers = providers == null ? null : List.copyOf(providers);
  }

  /** Passages are taken as it is configured. */
  public Variation(@Nullable Integer k, @Nullable Tuning retrieval, @Nullable Boolean rerank,
      @Nullable Tier tier, @Nullable List<String> providers, @Nullable String prompts,
      @Nullable Expand expand, @Nullable Boolean shuffled) {
    this(k, retrieval, rerank, tier, providers, prompts, expand, shuffled, null);
  }

  /** Whether passages come in an order of chance. */
  public boolean shuffles() {
    return Boolean.TRUE.equals(shuffled);
  }
}
