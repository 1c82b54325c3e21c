package io.sluice.cluster;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a node can do: each is an actor, or those that are of no use without each other. */
public enum Role {
  /** The front door: the API and the web UI. */
  HTTP,
  /** Who may ask, and how much. */
  ADMISSION,
  /** The flow of questions, batches and the journal. */
  ANSWER,
  /** Which variant answers; of several nodes one does it. */
  AB_ROUTING,
  TIER_ROUTING,
  CACHE,
  EMBEDDING,
  /** The corpus and its index. */
  RETRIEVAL,
  RERANK,
  GENERATION,
  INGESTION,
  /** What was asked and how well it was answered; of several nodes one keeps it. */
  INSIGHT;

  public static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));

  /** As it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
