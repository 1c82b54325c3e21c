package io.sluice.retrieval;

import java.util.List;

/**
 * What came of comparing a collection with its copy.
 *
 * @param differences what is not the same, in words; not more than the first some
 * @param questions how many were asked of both
 * @param alike how many of them found the same
 */
public record CollectionComparison(String tenant, String collection, Side source, Side copy,
    List<String> differences, int questions, int alike) {

  public CollectionComparison {
    differences = List.copyOf(differences);
  }

  /**
   * One of the two.
   *
   * @param passages that are searched
   * @param hash over all passages with their vectors, texts and what is known of versions
   */
  public record Side(int documents, int versions, int passages, String hash) {}

  public boolean isEqual() {
    return source.equals(copy) && differences.isEmpty() && questions == alike;
  }
}
