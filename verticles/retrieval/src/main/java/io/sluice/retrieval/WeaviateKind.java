package io.sluice.retrieval;

/**
 * The kinds of objects that a corpus on Weaviate is made of. Each is a collection of Weaviate, in which
 * a collection of ours is a tenant: so no search comes across another's passages, words are weighed
 * among their own, and one more collection is a small thing.
 *
 * <pre>
 * Collections   one for each of a tenant's collections: its epoch, and what is dead but still there
 * Versions      the entry of a version, looked up by id, copies, name …
 * Parts         the text, passages and vectors of a version, in pieces: read by id, never searched
 * Passages      what is searched: a passage of an active version, with its words and its vector
 * </pre>
 */
enum WeaviateKind {

  COLLECTIONS("Collections"),
  VERSIONS("Versions"),
  PARTS("Parts"),
  PASSAGES("Passages");

  private final String suffix;

  WeaviateKind(String suffix) {
    this.suffix = suffix;
  }

  /** The name of its collection in Weaviate. */
  String named(String prefix) {
    return prefix + suffix;
  }
}
