package io.sluice.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which versions a collection has, told by what is small enough to be kept in memory for all of them.
 *
 * @param documents by id, for each version its state and the hash of its head, which says when and from
 *     what it was made
 */
record Inventory(NavigableMap<String, NavigableSet<String>> documents) {

  private static final int PAGE = 1_000;

  static Inventory of(Contents contents) throws IOException {
    var inventory = new Inventory(new TreeMap<>());
    String after = null;
    do {
      var page = contents.page(new Wanted.Every(), after, PAGE);
      page.forEach(inventory::add);
      after = page.size() < PAGE ? null : page.getLast().id();
    } while (after != null);
    contents.showKept(inventory::add);
    return inventory;
  }

  private void add(Entry entry) {
    documents.computeIfAbsent(entry.id(), _ -> new TreeSet<>())
        .add(entry.state() + " " + entry.number() + " " + hash(entry.head()));
  }

  boolean has(String document) {
    return documents.containsKey(document);
  }

  int versions() {
    return documents.values().stream().mapToInt(NavigableSet::size).sum();
  }

  /** The documents that only one of the two has, or that have other versions in it. */
  NavigableSet<String> differing(Inventory other) {
    var differing = all(other);
    differing.removeIf(id -> versions(id).equals(other.versions(id)));
    return differing;
  }

  /** The documents of both. */
  NavigableSet<String> all(Inventory other) {
    var all = new TreeSet<>(documents.keySet());
    all.addAll(other.documents.keySet());
    return all;
  }

  private NavigableSet<String> versions(String document) {
    var versions = documents.get(document);
    return versions == null ? new TreeSet<>() : versions;
  }

  private static String hash(Head head) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(head.toBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
