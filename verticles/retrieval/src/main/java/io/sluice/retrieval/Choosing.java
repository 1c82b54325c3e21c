package io.sluice.retrieval;

import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.CopyChosen;
import io.sluice.message.Likeness;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A turn that searches one document instead of others that are like it. */
final class Choosing {

  private Choosing() {}

  /** What is wrong with the request; null if nothing is. */
  static @Nullable Refusal check(ChooseCopy request) {
    return request.similarity() >= 0 && request.similarity() <= 1
        ? null
        : new BadRequest("must be from 0 to 1, not " + request.similarity(), "similarity");
  }

  static Reply<CopyChosen> make(ChooseCopy request, Turn turn) throws IOException {
    var chosen = turn.before().current(request.document());
    if (chosen == null) {
      return Reply.refused(turn.before().unknown(request.document()));
    }
    var likeness = chosen.head().likeness();
    var copies = chosen.isLeftOut() || likeness == null
        ? List.<String>of()
        : copies(request, likeness, turn.before());
    if (!copies.isEmpty()) {
      new StandIns(turn, chosen.id()).standForAlso(copies);
      turn.commit();
    }
    return Reply.of(new CopyChosen(copies));
  }

  private static List<String> copies(ChooseCopy request, Likeness likeness, Contents contents)
      throws IOException {
    var copies = new ArrayList<String>();
    for (var id : new TreeSet<>(request.among())) {
      var other = id.equals(request.document()) ? null : contents.current(id);
      if (other != null && !other.isLeftOut()
          && similarity(likeness, other.head().likeness()) >= request.similarity()) {
        copies.add(id);
      }
    }
    return copies;
  }

  /** 1 for the same words; below 0 where nobody looked for copies. */
  static double similarity(Likeness one, @Nullable Likeness other) {
    if (other == null) {
      return -1;
    }
    return one.textHash().equals(other.textHash())
        ? 1
        : Sketch.similarity(one.sketch().content(), new BytesRef(other.sketch().content()));
  }
}
