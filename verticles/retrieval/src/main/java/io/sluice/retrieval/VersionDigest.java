package io.sluice.retrieval;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;

/** A hash over all there is of versions: ids, hashes and words of passages, vectors, lists of access … */
final class VersionDigest {

  private final MessageDigest digest = sha256();

  VersionDigest add(Entry entry, StoredVersion version) throws IOException {
    var head = new RecordOutput().text(entry.state().name()).bytes(entry.head().toBytes())
        .text(version.text()).texts(entry.hashes());
    var occurrences = new HashMap<String, Integer>();
    for (var passage : version.passages()) {
      var occurrence = occurrences.merge(passage.hash(), 1, Integer::sum) - 1;
      head.text(StoredPassage.id(version.id(), passage.hash(), occurrence));
    }
    digest.update(head.toBytes());
    digest.update(Shelf.write(version.passages(), version.text()));
    return this;
  }

  byte[] toBytes() {
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
