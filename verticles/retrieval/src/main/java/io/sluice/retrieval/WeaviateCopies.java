package io.sluice.retrieval;

import io.sluice.message.Copies.CopiesFound;
import io.sluice.message.Copies.Copy;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;

/** Finds the documents that are like a text: those with the same words, and those nearly so. */
final class WeaviateCopies {

  private WeaviateCopies() {}

  static Reply<CopiesFound> find(FindCopies request, WeaviateContents contents)
      throws IOException {
    var copies = new ArrayList<Copy>();
    for (var entry : contents.alike(request.likeness())) {
      var similarity = Choosing.similarity(request.likeness(), entry.head().likeness());
      if (similarity >= request.similarity() && !entry.id().equals(request.document())) {
        copies.add(new Copy(entry.head().document(), similarity, entry.head().leftOutFor()));
      }
    }
    copies.sort(Comparator.comparingDouble(Copy::similarity).reversed()
        .thenComparing(copy -> copy.document().id()));
    return Reply.of(new CopiesFound(copies));
  }
}
