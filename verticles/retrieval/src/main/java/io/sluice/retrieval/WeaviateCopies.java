package io.sluice.retrieval;

import io.sluice.message.Copies.CopiesFound;
import io.sluice.message.Copies.Copy;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import org.apache.lucene.util.BytesRef;

/** Finds the documents that are like a text: those with the same words, and those nearly so. */
final class WeaviateCopies {

  private WeaviateCopies() {}

  static Reply<CopiesFound> find(FindCopies request, WeaviateContents contents)
      throws IOException {
    var copies = new ArrayList<Copy>();
    for (var entry : contents.alike(request.likeness())) {
      var similarity = similarity(request, entry.head());
      if (similarity >= request.similarity() && !entry.id().equals(request.document())) {
        copies.add(new Copy(entry.head().document(), similarity, entry.head().leftOutFor()));
      }
    }
    copies.sort(Comparator.comparingDouble(Copy::similarity).reversed()
        .thenComparing(copy -> copy.document().id()));
    return Reply.of(new CopiesFound(copies));
  }

  private static double similarity(FindCopies request, Head head) {
    var likeness = head.likeness();
    if (likeness == null) {
      return -1;
    }
    return likeness.textHash().equals(request.likeness().textHash())
        ? 1
        : Sketch.similarity(request.likeness().sketch().content(),
            new BytesRef(likeness.sketch().content()));
  }
}
