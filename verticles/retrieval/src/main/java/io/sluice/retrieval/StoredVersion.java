package io.sluice.retrieval;

import io.sluice.message.Retrieval.NewPassage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version with all that is needed to search it.
 *
 * @param passages in the order of the text, each with its vector where the version has any
 */
record StoredVersion(Head head, String text, List<NewPassage> passages) {

  StoredVersion {
    passages = List.copyOf(passages);
  }

  String id() {
    return head.document().id();
  }

  int number() {
    return head.document().version();
  }

  List<String> hashes() {
    return passages.stream().map(NewPassage::hash).toList();
  }

  StoredVersion leftOutFor(@Nullable String other) {
    return new StoredVersion(head.leftOutFor(other), text, passages);
  }
}
