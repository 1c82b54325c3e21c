package io.sluice.retrieval;

import io.sluice.message.Versions.State;
import io.sluice.retrieval.CollectionComparison.Side;
import io.sluice.retrieval.CorpusMigration.Told;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a collection with its copy on Weaviate, document by document. */
final class CollectionCheck {

  private static final int MOST_DIFFERENCES = 10;

  private final Contents source;
  private final WeaviateContents copy;
  private final MessageDigest ofSource = VersionDigest.sha256();
  private final MessageDigest ofCopy = VersionDigest.sha256();
  private final List<String> differences = new ArrayList<>();
  private int sourcePassages;

  CollectionCheck(Contents source, WeaviateContents copy) {
    this.source = source;
    this.copy = copy;
  }

  /** Without questions, of which an engine knows more than its contents. */
  CollectionComparison run(String tenant, String name, Told told) throws IOException {
    var wanted = Inventory.of(source);
    var there = Inventory.of(copy);
    var all = wanted.all(there);
    var done = 0;
    for (var id : all) {
      told.at(name, done++, all.size());
      compare(id);
    }
    told.at(name, done, done);
    var copyPassages = copy.searched();
    return new CollectionComparison(tenant, name,
        new Side(wanted.documents().size(), wanted.versions(), sourcePassages, hex(ofSource)),
        new Side(there.documents().size(), there.versions(), copyPassages, hex(ofCopy)),
        differences, 0, 0);
  }

  private void compare(String id) throws IOException {
    var digest = digest(source, id);
    ofSource.update(digest == null ? new byte[0] : digest);
    sourcePassages += searched(source.current(id));
    try {
      var other = digest(copy, id);
      ofCopy.update(other == null ? new byte[0] : other);
      if (digest == null || other == null) {
        add(id + (digest == null ? " is only in the copy" : " is missing in the copy"));
      } else if (!Arrays.equals(digest, other)) {
        add(id + " is another in the copy");
      } else if (!isSearched(id)) {
        add(id + " has other passages to be searched in the copy");
      }
    } catch (WeaviateFailure e) {
      if (e.isAway()) {
        throw e;
      }
      add(id + " cannot be read in the copy: " + e.getMessage());
    }
  }

  /** Null where there is no such document. */
  private byte @Nullable [] digest(Contents contents, String id) throws IOException {
    var current = contents.current(id);
    if (current == null) {
      return null;
    }
    var digest = new VersionDigest().add(current, current.content());
    for (var kept : contents.kept(id)) {
      digest.add(kept, kept.content());
    }
    return digest.toBytes();
  }

  private static int searched(@Nullable Entry current) {
    return current == null || current.state() != State.ACTIVE ? 0 : current.head().passages();
  }

  private boolean isSearched(String id) throws IOException {
    var current = copy.current(id);
    return current == null || searched(current) == 0
        || WeaviateProof.isSearched(current.content(), current, copy.passages());
  }

  private void add(String difference) {
    if (differences.size() < MOST_DIFFERENCES) {
      differences.add(difference);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
